import { useState } from 'preact/hooks';
import { explainFailure } from '../api/explainFailure.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { useDesk } from './deskContext.ts';

/** Sets my presence and says so when the server does not take it. */
export function useSetPresence(): { setPresence: (state: string, reason?: string) => void; busy: boolean } {
  const desk = useDesk();
  const { toasts } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const setPresence = (state: string, reason?: string) => {
    setBusy(true);
    desk
      .setPresence(state, reason)
      .catch((failure: unknown) => {
        toasts.say((m) => `${m.presence.failed} ${explainFailure(failure, m)}`, { bad: true });
      })
      .finally(() => setBusy(false));
  };
  return { setPresence, busy };
}
