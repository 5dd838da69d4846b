import { type AccessRule, emptyFields, type HideableField, isHideable } from '../../contracts/access.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import type { Viewer } from '../tokens.ts';
import { fieldRules, mayField } from './may.ts';

/** The header without the fields that a rule hides from the user: for records, rows of lists and CSV. Pure. */
export function shownHeader(
  rules: readonly AccessRule[],
  user: Viewer,
  header: InteractionHeader,
): Partial<InteractionHeader> {
  const hidden = hiddenFields(rules, user, header);
  if (hidden.length === 0) return header;
  return Object.fromEntries(
    Object.entries(header).filter(([name]) => !hidden.some((field) => field === name)),
  );
}

/** The header with hidden fields empty: for sockets, whose headers are whole. Pure. */
export function emptiedHeader(
  rules: readonly AccessRule[],
  user: Viewer,
  header: InteractionHeader,
): InteractionHeader {
  const shown = { ...header };
  for (const field of hiddenFields(rules, user, header))
    Object.assign(shown, { [field]: emptyFields[field] });
  return shown;
}

/** The fields of this header that the user may not read. */
export function hiddenFields(
  rules: readonly AccessRule[],
  user: Viewer,
  header: InteractionHeader,
): HideableField[] {
  return withTold(named(rules).filter((field) => !mayField(rules, user, 'read', field, header)));
}

/**
 * The fields that a rule hides from the user in some interactions at least. Nothing may be filtered, searched or
 * sorted by them: what a list finds would tell what they hold.
 */
export function guardedFields(rules: readonly AccessRule[], user: Viewer): HideableField[] {
  if (user.roles.includes('admin')) return [];
  return withTold(
    named(rules).filter(
      (field) =>
        !fieldRules(rules, field, 'read').some(
          ({ roles, when }) => when.length === 0 && roles.some((role) => user.roles.includes(role)),
        ),
    ),
  );
}

/** Fields that say the same as another: the requester or the agent is named again as the one who ended it. */
const tellers: Readonly<Partial<Record<HideableField, readonly HideableField[]>>> = {
  openedFor: ['channelUserProfile', 'closedBy', 'completedBy'],
  assignedTo: ['closedBy', 'completedBy'],
  closedBy: ['completedBy'],
  completedBy: ['closedBy'],
  sentiment: ['sentimentNormalized'],
  sentimentNormalized: ['sentiment'],
};

function withTold(hidden: readonly HideableField[]): HideableField[] {
  return [...new Set([...hidden, ...hidden.flatMap((field) => tellers[field] ?? [])])];
}

function named(rules: readonly AccessRule[]): HideableField[] {
  const fields = rules
    .filter(({ active, operation }) => active && operation === 'read')
    .flatMap(({ field }) => field ?? []);
  return [...new Set(fields)].filter(isHideable);
}
