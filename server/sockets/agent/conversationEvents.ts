import { isSpeaker } from '../../../bot/requireSpeaker.ts';
import { AppError } from '../../../contracts/errors.ts';
import { agentPayloads, type Parked } from '../../../contracts/sockets.ts';
import { agentMessage } from '../../../handoff/live/agentMessage.ts';
import type { ConversationState } from '../../../interactions/conversationState.ts';
import type { TurnDraft } from '../../../interactions/turn.ts';
import { refuseFields } from '../../access/refuseFields.ts';
import { onEvent } from '../onEvent.ts';
import type { AgentDesk } from './agentDesk.ts';

/** What an agent says in a conversation and does with it (protocol §3 `/agent`). */
export function addConversationEvents(desk: AgentDesk): void {
  const { socket, deps, desks, user, me, actor, visible, acting, readable } = desk;
  const { handoff, conversations } = deps;
  onEvent(
    socket,
    deps,
    'message:send',
    agentPayloads['message:send'],
    async ({ interaction, attachmentId, ...said }) => {
      const id = await visible(interaction);
      const say = async (state: ConversationState): Promise<TurnDraft> => {
        // First whether it may be said at all: a refused message takes no file.
        const draft = agentMessage(state, me, said);
        deps.masking().refuse({ text: said.text });
        if (attachmentId === undefined) return draft;
        const message = { id: said.id, by: { kind: 'agent', ...me }, private: said.private } as const;
        return agentMessage(state, me, {
          ...said,
          attachment: await deps.attachments.claim(id, attachmentId, message),
        });
      };
      const { turn } = await conversations.change(id, say, said.id);
      if (turn?.cause.kind !== 'agent')
        throw new AppError('conflict', 'this id was used for another message');
      return { seq: turn.seq };
    },
  );
  onEvent(socket, deps, 'typing:set', agentPayloads['typing:set'], async ({ interaction, on }) => {
    const id = await visible(interaction);
    // domain D4: who writes to the agents alone is not seen typing.
    if (!isSpeaker(await conversations.known(id), me))
      throw new AppError('forbidden', 'you do not have this conversation');
    await deps.typing(id, me, on);
    return {};
  });
  onEvent(
    socket,
    deps,
    'conversation:open',
    agentPayloads['conversation:open'],
    async ({ interaction, ...which }) => {
      return readable(interaction, which);
    },
  );
  onEvent(socket, deps, 'conversation:end', agentPayloads['conversation:end'], async (payload) => {
    const id = await visible(payload.interaction);
    const { header } = await conversations.known(id);
    const { shortDescription } = payload;
    refuseFields(deps.access.current(), user, header, { shortDescription });
    deps.masking().refuse({ shortDescription });
    const ended = await handoff.end(me.id, id, payload.resolution, payload.shortDescription);
    await conversations.settled(id);
    await desks.sync(me.id);
    return ended;
  });
  onEvent(socket, deps, 'conversation:hold', agentPayloads['conversation:hold'], async (payload) => {
    const id = await acting(payload.interaction, 'hold interaction');
    return parkedOf(await handoff.hold(actor, id, payload.waitingReason ?? null));
  });
  onEvent(socket, deps, 'conversation:resume', agentPayloads['conversation:resume'], async (payload) =>
    parkedOf(await handoff.resume(actor, await acting(payload.interaction, 'resume interaction'))),
  );
}

function parkedOf({ header: { state, waitingReason } }: ConversationState): Parked {
  return { state, waitingReason };
}
