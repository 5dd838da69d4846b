import { AppError } from '../../contracts/errors.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Actor } from '../actor.ts';
import type { HandoffContext } from '../context.ts';
import { settle } from '../finishWork.ts';
import { textsFor } from '../texts.ts';
import { theirs } from './changeLive.ts';

/**
 * Back to the Virtual Agent, which asks what else it can do (domain F7). The log first, then the work item, as at the end
 * of a conversation: a crash in between leaves work that repair closes. @throws AppError `forbidden`, `closed`, `conflict`.
 */
export async function handBack(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
): Promise<ConversationState> {
  const by = { id: actor.id, name: actor.name };
  const decide = theirs(deps, actor, (current) => {
    const { type, locale } = current.header;
    if (type !== 'chat' && type !== 'messaging')
      throw new AppError('conflict', 'only chats and messages can go to the Virtual Agent');
    return deps.virtualAgent.takesBack(
      current,
      { kind: 'agent', action: 'handed_back', agent: by },
      {
        why: `handed back by ${by.name}`,
        // biome-ignore lint/suspicious/noThenProperty: what the Virtual Agent goes on with; nothing awaits it.
        then: { kind: 'anything_else' },
        told: textsFor(locale).handedBack(by.name),
      },
    );
  });
  const { state } = await deps.conversations.answer(interactionId, decide);
  await deps.conversations.settled(interactionId);
  await settle(deps, state);
  return state;
}
