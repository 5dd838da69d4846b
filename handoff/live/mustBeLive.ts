import { AppError } from '../../contracts/errors.ts';
import { hasEnded } from '../../contracts/states.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';

/**
 * With an agent, and not over. While it waits in a queue it is nobody's to park, to pass on or to write in. Pure.
 * @throws AppError `closed`, `conflict`.
 */
export function mustBeLive({ header }: ConversationState): void {
  if (hasEnded(header.state)) throw new AppError('closed', 'this conversation has ended');
  if (header.owner !== 'agent') throw new AppError('conflict', 'no agent has this conversation');
}
