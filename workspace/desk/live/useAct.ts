import { useState } from 'preact/hooks';
import { explainFailure } from '../../api/explainFailure.ts';
import { useWorkspace } from '../../shell/workspace.ts';

/** Does one thing at a time from a button, and says it when it fails. */
export function useAct(): { busy: boolean; run: (work: () => Promise<void>) => void } {
  const { toasts } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const run = (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    work()
      .catch((failure: unknown) => toasts.say((messages) => explainFailure(failure, messages), { bad: true }))
      .finally(() => setBusy(false));
  };
  return { busy, run };
}
