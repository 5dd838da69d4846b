import { useState } from 'preact/hooks';
import { explainFailure } from '../api/explainFailure.ts';
import { useWorkspace } from './workspace.ts';

/** Does one thing at a time from a button, and says it when it fails. A button with `aria-disabled` keeps the focus. */
export function useAct(explain = explainFailure): {
  busy: boolean;
  run: (work: () => Promise<unknown>) => void;
} {
  const { toasts } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const run = (work: () => Promise<unknown>) => {
    if (busy) return;
    setBusy(true);
    work()
      .catch((failure: unknown) => toasts.say((messages) => explain(failure, messages), { bad: true }))
      .finally(() => setBusy(false));
  };
  return { busy, run };
}
