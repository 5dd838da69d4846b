import type { ConversationState } from '../../interactions/conversationState.ts';
import { recordFromInteraction } from '../../interactions/records/recordFromInteraction.ts';
import type { TableDefinition } from '../../interactions/records/tables.ts';
import type { RecordFields, Turn } from '../../interactions/turn.ts';
import type { Turns } from '../../interactions/turns.store.ts';
import type { AccessRules } from '../access/accessRules.ts';
import { may } from '../access/may.ts';
import { emptiedHeader } from '../access/shownHeader.ts';
import type { UserClaims } from './route.ts';

/**
 * The fields of a record made for an interaction, from what its maker may see of it: everybody who works here reads records.
 * Who holds the conversation knows what was said in it; others do where a rule grants the transcript.
 */
export function filledFields(
  { access, turns }: { access: AccessRules; turns: Turns },
  user: UserClaims,
  table: TableDefinition,
  state: ConversationState,
  given: RecordFields,
): Promise<RecordFields> {
  const rules = access.current();
  const knowsWords =
    state.header.assignedTo?.id === user.sub || may(rules, user, 'read', 'transcript', state.header);
  const seen = { ...state, header: emptiedHeader(rules, user, state.header) };
  return recordFromInteraction(table, seen, knowsWords ? turns.all(state.id) : nothing(), given);
}

async function* nothing(): AsyncGenerator<Turn> {}
