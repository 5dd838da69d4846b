import { AppError } from '../contracts/errors.ts';
import { type InteractionState, type LifecycleEvent, lifecycleStep } from '../contracts/states.ts';

/**
 * Asks the lifecycle before a turn is decided (domain A2): what the table does not have is refused.
 * @returns the state that follows. @throws AppError `conflict`.
 */
export function mustStep(from: InteractionState, event: LifecycleEvent): InteractionState {
  const to = lifecycleStep(from, event);
  if (to === null)
    throw new AppError('conflict', `an interaction in the state ${from} cannot be ${words[event]}`);
  return to;
}

const words: Readonly<Record<LifecycleEvent, string>> = {
  engaged: 'taken up by the requester',
  queued: 'queued',
  accepted: 'accepted',
  returned: 'given back to the Virtual Agent',
  parked: 'put on hold',
  taken_up: 'resumed',
  ended_with_wrap_up: 'wrapped up',
  completed: 'closed',
  abandoned: 'closed',
  faulted: 'closed as faulted',
};
