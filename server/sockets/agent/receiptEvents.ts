import { isSpeaker } from '../../../bot/requireSpeaker.ts';
import { AppError } from '../../../contracts/errors.ts';
import { agentPayloads } from '../../../contracts/sockets.ts';
import { onEvent } from '../onEvent.ts';
import type { AgentDesk } from './agentDesk.ts';

/**
 * An agent has read what was said. Who only listens leaves no mark (domain F7 17); in wrap-up there is nobody left to
 * tell.
 */
export function addReceiptEvents({ socket, deps, me, visible }: AgentDesk): void {
  onEvent(socket, deps, 'receipt:read', agentPayloads['receipt:read'], async ({ interaction, seq }) => {
    const id = await visible(interaction);
    const state = await deps.conversations.known(id);
    const { header, live } = state;
    const takesPart = header.assignedTo?.id === me.id || live.members.some(({ agent }) => agent.id === me.id);
    if (!takesPart) throw new AppError('forbidden', 'you do not have this conversation');
    if (isSpeaker(state, me)) await deps.readByAgent(id, seq);
    return {};
  });
}
