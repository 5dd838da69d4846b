import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Actor } from '../actor.ts';
import type { HandoffContext } from '../context.ts';
import { systemText } from '../handoffEvents.ts';
import { textsFor } from '../texts.ts';
import { changeTheirs } from './changeLive.ts';

/**
 * The agent asks supervisors for help, or needs none any more (domain D4, help flag). Asked again with other words, the
 * new ones stand. @throws AppError `forbidden`, `closed`, `conflict`.
 */
export function flagHelp(
  deps: HandoffContext,
  actor: Actor,
  interactionId: string,
  { on, note }: { on: boolean; note: string | null },
): Promise<ConversationState> {
  const by = { id: actor.id, name: actor.name };
  return changeTheirs(deps, actor, interactionId, (current) => {
    const { help } = current.live;
    if (on ? help !== null && help.note === note : help === null) return null;
    const asks = textsFor(current.header.locale).asksForHelp(by.name, note);
    return {
      cause: { kind: 'agent', action: 'asked_for_help', agent: by },
      events: [{ type: 'help_flagged', on, note: on ? note : null, by }],
      messages: on ? [{ ...systemText(asks), private: true }] : [],
    };
  });
}
