import { useState } from 'preact/hooks';
import { cloneInteraction } from '../../api/desk.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { Button } from '../../design/Button.tsx';
import { useInboxTexts } from '../../messages/inbox.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { deskHash } from '../state/route.ts';

/** Opens a follow-up of a closed interaction for the same person (domain A4, "Clone"). */
export function CloneButton({ number, name, small }: { number: string; name: string; small?: boolean }) {
  const { session, toasts, window } = useWorkspace();
  const { clone } = useInboxTexts();
  const [busy, setBusy] = useState(false);
  const open = () => {
    setBusy(true);
    cloneInteraction(session.api, number)
      .then(
        (made) => {
          toasts.say(() => clone.done(made.number));
          window.location.hash = deskHash(made.number);
        },
        (failure: unknown) => toasts.say((m) => explainFailure(failure, m), { bad: true }),
      )
      .finally(() => setBusy(false));
  };
  return (
    <Button small look="secondary" icon="plus" disabled={busy} onClick={open} title={clone.again(name)}>
      {small === true ? <span class="hidden-visually">{clone.again(name)}</span> : clone.short}
    </Button>
  );
}
