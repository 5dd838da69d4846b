import type { InteractionState } from '../../contracts/states.ts';
import { useMessages } from '../messages/language.ts';
import { Badge, type Tone } from './Badge.tsx';

export function StateBadge({ state }: { state: InteractionState }) {
  return <Badge tone={tones[state]}>{useMessages().states[state]}</Badge>;
}

const tones: Readonly<Record<InteractionState, Tone>> = {
  new: 'info',
  work_in_progress: 'accent',
  on_hold: 'warn',
  wrap_up: 'warn',
  closed_complete: 'ok',
  closed_abandoned: 'plain',
  faulted: 'danger',
};
