import type { ConversationState } from '../conversationState.ts';
import type { RecordFields, Turn } from '../turn.ts';
import type { TableDefinition } from './tables.ts';

/** A description is a summary to work from; the whole talk is in the interaction. */
const longestDescription = 4_000;

/**
 * The fields of a record made for an interaction (domain D4: created with its fields filled in). What the caller gives wins,
 * also when it is null; the rest comes from the header, from what was said, and from what the handoff passed on.
 *
 * @param turns in order; private notes and what only the system said are left out.
 */
export async function recordFromInteraction(
  table: TableDefinition,
  { header, context }: ConversationState,
  turns: AsyncIterable<Turn>,
  given: RecordFields,
): Promise<RecordFields> {
  const { text, category } = await readSaid(turns);
  const known: RecordFields = {
    short_description: header.shortDescription || null,
    description: text || null,
    opened_for: header.openedFor.id || null,
    contact: header.contact ?? header.openedFor.email ?? null,
    account: header.account,
    category: category ?? textOrNull(context.category),
    ...(table.stateField === null ? {} : { [table.stateField]: table.states[0] ?? null }),
  };
  const filled = Object.entries(known).filter(
    ([field, value]) => value !== null && Object.hasOwn(table.fields, field),
  );
  return { ...Object.fromEntries(filled), ...given };
}

/** Reads no further than the description is long; the handoff's category stands before the agent's part. */
async function readSaid(turns: AsyncIterable<Turn>): Promise<{ text: string; category: string | null }> {
  const lines: string[] = [];
  let length = 0;
  let category: string | null = null;
  for await (const { events, messages } of turns) {
    for (const event of events)
      if (event.type === 'handoff_requested') category = textOrNull(event.context.category) ?? category;
    for (const { from, text, private: hidden } of messages) {
      if (hidden === true || text === '' || (from.kind !== 'requester' && from.kind !== 'agent')) continue;
      const line = `${from.name}: ${text}`;
      lines.push(line);
      length += line.length + 1;
    }
    if (length > longestDescription) break;
  }
  const text = lines.join('\n');
  return {
    text: text.length > longestDescription ? `${text.slice(0, longestDescription - 1)}…` : text,
    category,
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
