import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Decide } from '../../interactions/conversations.ts';
import { type Actor, mustBeTheirs } from '../actor.ts';
import type { HandoffDeps } from '../handoff.ts';
import { mustBeLive } from './mustBeLive.ts';

/**
 * Changes who takes part in a conversation, or what goes on in it beside the words: the log alone says it, and its
 * unique place decides between two who do so at once. Resolves when inboxes read it so; the desks hear of it with the
 * commit (server/news.ts). @throws what `decide` throws.
 */
export async function changeLive(
  { conversations }: Pick<HandoffDeps, 'conversations'>,
  interactionId: string,
  decide: Decide,
): Promise<ConversationState> {
  const { state } = await conversations.change(interactionId, decide);
  await conversations.settled(interactionId);
  return state;
}

/** The same, by who has the conversation or supervises, while it is live. @throws AppError `forbidden`, `closed`, `conflict`. */
export function changeTheirs(
  deps: HandoffDeps,
  actor: Actor,
  interactionId: string,
  decide: Decide,
): Promise<ConversationState> {
  return changeLive(deps, interactionId, theirs(deps, actor, decide));
}

/** What only who has the conversation, or supervises, decides, while it is live. @throws the same. */
export function theirs(deps: HandoffDeps, actor: Actor, decide: Decide): Decide {
  return async (current) => {
    await mustBeTheirs(deps, current, actor);
    mustBeLive(current);
    return decide(current);
  };
}
