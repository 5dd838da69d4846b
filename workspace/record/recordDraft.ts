import type { InteractionPatch } from '../../contracts/http.ts';
import type { ShownHeader } from '../api/interactions.ts';
import { CallFailed } from '../api/problem.ts';

/** What staff write into an interaction's record. */
export const recordFields = [
  'shortDescription',
  'tags',
  'disposition',
  'account',
  'contact',
  'consumer',
  'workNote',
] as const;
export type RecordField = (typeof recordFields)[number];
/** What was typed and is not saved; a field that is not in it follows the record. */
export type RecordDraft = Partial<Record<RecordField, string>>;

export const recordLimits: Readonly<Record<RecordField, number>> = {
  shortDescription: 160,
  tags: 1_000,
  disposition: 1_000,
  account: 160,
  contact: 254,
  consumer: 254,
  workNote: 8_000,
};

export function savedValues(header: Partial<ShownHeader>): Record<RecordField, string> {
  const { shortDescription = '', tags = [], disposition, account, contact, consumer } = header;
  return {
    shortDescription,
    tags: tags.join(', '),
    disposition: disposition ?? '',
    account: account ?? '',
    contact: contact ?? '',
    consumer: consumer ?? '',
    workNote: '',
  };
}

/** The fields whose words differ from what is saved. */
export function changedFields(draft: RecordDraft, saved: Record<RecordField, string>): RecordField[] {
  return recordFields.filter((field) => draft[field] !== undefined && draft[field] !== saved[field]);
}

export function patchOf(draft: RecordDraft, changed: readonly RecordField[]): InteractionPatch {
  const patch: InteractionPatch = {};
  for (const field of changed) {
    const text = (draft[field] ?? '').trim();
    if (field === 'tags') {
      const tags = text.split(',').map((tag) => tag.trim());
      patch.tags = [...new Set(tags.filter((tag) => tag !== ''))];
    } else if (field !== 'shortDescription' && field !== 'workNote') patch[field] = text === '' ? null : text;
    else if (text !== '') patch[field] = text;
  }
  return patch;
}

/** What the server said of each field; a tag's place is its field's. */
export function errorsOf(error: unknown): RecordDraft {
  if (!(error instanceof CallFailed)) return {};
  return Object.fromEntries(
    error.errors.flatMap(({ path, message }) => {
      const field = recordFields.find((name) => path === name || path.startsWith(`${name}.`));
      return field === undefined ? [] : [[field, message]];
    }),
  );
}
