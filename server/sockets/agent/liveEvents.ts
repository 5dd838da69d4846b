import type { z } from 'zod';
import { observed } from '../../../contracts/audit.ts';
import { liveFor, type ViewMode } from '../../../contracts/live.ts';
import { agentPayloads } from '../../../contracts/sockets.ts';
import type { ConversationState } from '../../../interactions/conversationState.ts';
import { refuseTransfer } from '../../access/refuseTransfer.ts';
import { onEvent } from '../onEvent.ts';
import type { AgentDesk } from './agentDesk.ts';

/** Who comes into a live conversation, who leaves it and who has it next (protocol §3 `/agent`, domain A4, D4). */
export function addLiveEvents(desk: AgentDesk): void {
  const { socket, deps, desks, user, me, actor, visible, acting, mustRead } = desk;
  const { live } = deps.handoff;

  /** Does it, and answers when this agent's own desk shows it. */
  function on<S extends z.ZodType<{ interaction: string }>>(
    event: string,
    schema: S,
    act: (id: string, payload: z.infer<S>) => Promise<ConversationState>,
    /** As the audit says it where a supervisor does it with somebody else's; null: it concerns oneself alone. */
    action: string | null = null,
  ): void {
    onEvent(socket, deps, event, schema, async (payload) => {
      const { interaction } = payload;
      const id = action === null ? await visible(interaction) : await acting(interaction, action);
      const state = await act(id, payload);
      await deps.conversations.settled(id);
      await desks.sync(me.id);
      return { live: liveFor(state.live, actor) };
    });
  }
  /** What agents write for others to read is refused where it is sensitive (domain D4). */
  const written = (words: { note?: string | undefined; reason?: string | undefined }): void =>
    deps.masking().refuse(words);

  on(
    'conversation:transfer',
    agentPayloads['conversation:transfer'],
    async (id, { to, kind, note }) => {
      const { header } = await deps.conversations.known(id);
      refuseTransfer(deps.masking(), deps.access.current(), user, header, { to, note });
      return live.transfer(actor, id, { to, kind, note: orNull(note) });
    },
    'transfer interaction',
  );
  on(
    'transfer:complete',
    agentPayloads['transfer:complete'],
    (id) => live.completeTransfer(actor, id),
    'transfer interaction',
  );
  on(
    'transfer:cancel',
    agentPayloads['transfer:cancel'],
    (id) => live.cancelTransfer(actor, id),
    'cancel transfer',
  );
  on(
    'conversation:invite',
    agentPayloads['conversation:invite'],
    (id, { agent, note }) => {
      written({ note });
      return live.invite(actor, id, { agent, kind: 'invite', note: orNull(note) });
    },
    'invite to conversation',
  );
  on(
    'invitation:cancel',
    agentPayloads['invitation:cancel'],
    (id, { agent }) => live.cancelInvitation(actor, id, agent),
    'cancel invitation',
  );
  on('invitation:answer', agentPayloads['invitation:answer'], (id, { accept, reason }) => {
    written({ reason });
    return live.answerInvitation(me, id, { accept, reason: orNull(reason) });
  });
  on('conversation:view', agentPayloads['conversation:view'], async (id, { mode }) => {
    await mustRead(id);
    await deps.audited(me, id, viewed[mode]);
    return live.view(actor, id, mode);
  });
  on('conversation:leave', agentPayloads['conversation:leave'], (id) => live.leave(me, id));
  on(
    'conversation:return',
    agentPayloads['conversation:return'],
    (id) => live.handBack(actor, id),
    'hand interaction back',
  );
  on(
    'help:set',
    agentPayloads['help:set'],
    (id, { on: asks, note }) => {
      written({ note });
      return live.flagHelp(actor, id, { on: asks, note: orNull(note) });
    },
    'flag help',
  );
}

function orNull(words: string | undefined): string | null {
  return words === undefined || words === '' ? null : words;
}

/** As the audit says it. */
const viewed: Record<ViewMode, string> = {
  observe: observed,
  whisper: 'whisper in conversation',
  barge: 'barge into conversation',
};
