import { Readable } from 'node:stream';
import type { AccessRule } from '../../contracts/access.ts';
import type { Clock } from '../../contracts/clock.ts';
import { AppError } from '../../contracts/errors.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import {
  facetNames,
  fieldOfFacet,
  type InteractionsQuery,
  interactionsQuery,
  type ListedField,
  listedFields,
} from '../../contracts/interactionsQuery.ts';
import type { Conversations } from '../../interactions/conversations.ts';
import type { Interactions } from '../../interactions/interactions.store.ts';
import type { Masking } from '../../interactions/masking/masking.ts';
import type { ListRights } from '../../interactions/search/interactionsFilter.ts';
import { domainKey, wordFields } from '../../interactions/search/searchKeys.ts';
import type { AccessRules } from '../access/accessRules.ts';
import { listScope } from '../access/listScope.ts';
import { guardedFields, shownHeader } from '../access/shownHeader.ts';
import type { Audit } from '../audit.store.ts';
import { actorOf } from '../audited.ts';
import { interactionsCsv } from './interactionsCsv.ts';
import { type Answer, type Routes, staff, type UserClaims } from './route.ts';

export interface InteractionListDeps {
  conversations: Conversations;
  interactions: Interactions;
  access: AccessRules;
  audit: Audit;
  masking: () => Masking;
  clock: Clock;
}

/** Rows that one CSV holds at most; who needs more takes it in stretches of time. */
const mostCsvRows = 100_000;
const csvPage = 500;

/** The list of interactions (protocol §2). Reads wait for the headers that this node still writes. */
export function addInteractionListRoutes(routes: Routes, deps: InteractionListDeps): void {
  const { conversations, interactions, access } = deps;
  routes.add(
    {
      method: 'get',
      path: '/interactions',
      summary: 'List interactions',
      access: staff,
      query: interactionsQuery,
      answers:
        'Headers only, newest first, with a cursor to the next page; or all rows as CSV, up to 100,000, written as they are read.',
    },
    async ({ query, user }) => {
      const rules = access.current();
      refuseGuarded(query, rules, user);
      const rights = listRights(rules, user);
      const shown = (header: InteractionHeader) => shownHeader(rules, user, header);
      await conversations.settled();
      if (query.format === 'csv') return csv(deps, query, rights, user, shown);
      const page = await interactions.list(query, rights);
      return { body: { ...page, items: page.items.map((item) => pickFields(shown(item), query.fields)) } };
    },
  );
}

/** What the user may list and search (design §8). */
export function listRights(rules: readonly AccessRule[], user: UserClaims): ListRights {
  const scope = listScope(user, rules);
  const said = listScope(user, rules, 'transcript');
  // The scope says it already; this says it in a way that the index of the keys serves.
  const domain = user.domain === 'global' ? [] : [{ keys: domainKey(user.domain) }];
  return { scope: domain.length === 0 ? scope : { $and: [...domain, scope] }, said };
}

/** What a list finds must not tell what a rule hides. */
function refuseGuarded(query: InteractionsQuery, rules: readonly AccessRule[], user: UserClaims): void {
  const guarded = new Set<string>(guardedFields(rules, user));
  if (guarded.size === 0) return;
  const asked = facetNames.filter((name) => query[name] !== undefined).map(fieldOfFacet);
  if (query.closedFrom !== undefined || query.closedTo !== undefined) asked.push('closedAt');
  if (query.q !== undefined && !/^\s*IMS\d+\s*$/i.test(query.q)) asked.push(...wordFields);
  const refused = [...new Set(asked.filter((field) => guarded.has(field)))];
  if (refused.length > 0)
    throw new AppError('forbidden', `you may not search by ${refused.join(', ')}: a rule hides it from you`);
}

async function csv(
  { interactions, audit, masking, clock }: InteractionListDeps,
  query: InteractionsQuery,
  rights: ListRights,
  user: UserClaims,
  shown: (header: InteractionHeader) => Partial<InteractionHeader>,
): Promise<Answer> {
  const { format: _, bom, cursor: _c, limit: _l, fields = defaultFields, ...asked } = query;
  const at = clock.now();
  const { mask } = masking();
  const details = {
    ...Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, masked(value, mask)])),
    fields,
  };
  await audit.write({
    at,
    actor: actorOf(user),
    action: 'export interactions',
    target: 'interactions',
    details,
  });
  async function* pages() {
    let cursor: string | undefined;
    for (let rows = 0; rows < mostCsvRows; rows += csvPage) {
      const page = await interactions.list({ ...query, limit: csvPage, cursor }, rights);
      yield page.items.map(shown);
      if (page.nextCursor === null) return;
      cursor = page.nextCursor;
    }
  }
  return {
    body: Readable.from(interactionsCsv(pages(), fields, bom)),
    type: 'text/csv; charset=utf-8; header=present',
    headers: {
      'Content-Disposition': `attachment; filename="interactions-${at.toISOString().slice(0, 10)}.csv"`,
    },
  };
}

/** What is asked for may be what somebody wrote. */
function masked(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  return Array.isArray(value) ? value.map((one) => masked(one, mask)) : value;
}

/** Work notes are for those who ask for them: a row of a list is short. */
const defaultFields: readonly ListedField[] = listedFields.filter((field) => field !== 'workNotes');

/** The number always comes. */
function pickFields(
  header: Partial<InteractionHeader>,
  fields: readonly ListedField[] = defaultFields,
): Partial<InteractionHeader> {
  const wanted = new Set<string>(['number', ...fields]);
  return Object.fromEntries(Object.entries(header).filter(([name]) => wanted.has(name)));
}
