import { isUnseen } from '../contracts/live.ts';
import type { TurnEvent } from './turn.ts';

/** True for a supervisor's coming and going of which agents must not know (domain D4). Pure. */
export function isUnseenEvent(event: TurnEvent): boolean {
  return (
    (event.type === 'member_joined' && isUnseen(event)) ||
    (event.type === 'member_left' && event.unseen === true)
  );
}
