import { Badge, type Tone } from '../../design/Badge.tsx';
import { useDeskTexts } from '../../messages/desk.ts';

/** A record's state by its name; one that an admin made is shown as it is written. */
export function RecordState({ state }: { state: string }) {
  const { states } = useDeskTexts();
  if (state === '') return null;
  return <Badge tone={tones[state] ?? 'plain'}>{states[state] ?? state.replaceAll('_', ' ')}</Badge>;
}

const tones: Readonly<Record<string, Tone>> = {
  new: 'info',
  approved: 'info',
  in_progress: 'accent',
  on_hold: 'warn',
  resolved: 'ok',
  rejected: 'danger',
};
