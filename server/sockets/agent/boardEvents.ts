import { AppError } from '../../../contracts/errors.ts';
import { agentPayloads } from '../../../contracts/sockets.ts';
import { onEvent } from '../onEvent.ts';
import type { AgentDesk } from './agentDesk.ts';

/** Who is told `board:changed`. */
export const boardRoom = 'board';

/** `board:watch` (protocol §3 `/agent`): supervisors are told when the board has news. */
export function addBoardEvents({ socket, deps, actor }: AgentDesk): void {
  onEvent(socket, deps, 'board:watch', agentPayloads['board:watch'], async ({ on }) => {
    if (!actor.supervises) throw new AppError('forbidden', 'the board is for supervisors');
    await (on ? socket.join(boardRoom) : socket.leave(boardRoom));
    return {};
  });
}
