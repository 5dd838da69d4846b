import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../contracts/errors.ts';
import type { Removal } from '../../contracts/privacy.ts';
import { type ConversationState, emptyConversation } from '../conversationState.ts';
import type { Conversations } from '../conversations.ts';
import { foldTurn } from '../foldTurn.ts';
import type { Turn } from '../turn.ts';
import type { Turns } from '../turns.store.ts';
import { type Pseudonym, redactTurn } from './redactTurn.ts';
import type { Remains } from './remains.store.ts';

export interface RewriteDeps {
  turns: Turns;
  remains: Remains;
  conversations: Conversations;
}

const batch = 100;
const attempts = 20;

/**
 * Takes the words (and with a pseudonym the person) out of a log, and makes the header from what is left. May be repeated.
 * A turn at the end says so; it is also the fence: a node that still knows the words cannot write them back, because its
 * next turn meets that place, and it reads again (design 3.1).
 * @throws AppError `unavailable` when somebody writes to the conversation all the time.
 */
export async function rewriteLog(
  deps: RewriteDeps,
  id: string,
  { pseudonym, proof }: { pseudonym: Pseudonym; proof: string },
): Promise<ConversationState> {
  const { conversations, remains } = deps;
  const what: Extract<Removal, 'words' | 'person'> = pseudonym === null ? 'words' : 'person';
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    // What a crash left unfolded has its records and its header before the words go.
    await conversations.load(id);
    if (!(await remains.writeFold(await rewritten(deps, id, pseudonym)))) continue;
    conversations.forget(id);
    await conversations.change(id, () => ({
      cause: { kind: 'system', action: what === 'words' ? 'retention' : 'erasure' },
      events: [{ type: 'content_removed', what, proof }],
      messages: [],
    }));
    await conversations.settled(id);
    conversations.forget(id);
    // A node with the words may have been first with a turn and its header.
    const state = await rewritten(deps, id, pseudonym);
    const { header, ...fold } = state;
    const stored = await remains.fold(id);
    if (isDeepStrictEqual(plain(stored), plain({ header, fold }))) return state;
  }
  throw new AppError('unavailable', 'the conversation is too busy; try again', { retryAfter: 1 });
}

/** Rewrites the turns that have something to lose, and answers the fold of all. */
async function rewritten({ turns, remains }: RewriteDeps, id: string, pseudonym: Pseudonym) {
  let state: ConversationState | null = null;
  let changed: Turn[] = [];
  for await (const turn of turns.all(id)) {
    const clean = redactTurn(turn, pseudonym);
    if (!isDeepStrictEqual(plain(clean), plain(turn))) changed.push(clean);
    if (changed.length >= batch) {
      await remains.replaceTurns(changed);
      changed = [];
    }
    state = foldTurn(state ?? emptyConversation(id, '', turn.at.toISOString()), clean);
  }
  await remains.replaceTurns(changed);
  if (state === null) throw new AppError('not_found', 'there is no such conversation');
  return state;
}

/** As the store holds it: what is undefined is not there. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
