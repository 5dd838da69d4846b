import { Button } from '../../design/Button.tsx';
import { useLiveTexts } from '../../messages/live.ts';
import { useAct } from '../../shell/useAct.ts';
import { useDesk } from '../deskContext.ts';

/** A supervisor comes to read along, unseen. */
export function ObserveButton({ interaction }: { interaction: string }) {
  const desk = useDesk();
  const { view } = useLiveTexts();
  const { busy, run } = useAct();
  const observe = () => run(() => desk.act('conversation:view', { interaction, mode: 'observe' }));
  return (
    <Button small icon="eye" title={view.observeHint} aria-disabled={busy} onClick={observe}>
      {view.observe}
    </Button>
  );
}
