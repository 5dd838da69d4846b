import { explainFailure } from '../api/explainFailure.ts';
import { useAct } from '../shell/useAct.ts';
import { useDesk } from './deskContext.ts';

/** Sets my presence and says so when the server does not take it. */
export function useSetPresence(): { setPresence: (state: string, reason?: string) => void; busy: boolean } {
  const desk = useDesk();
  const { busy, run } = useAct((failure, m) => `${m.presence.failed} ${explainFailure(failure, m)}`);
  return { busy, setPresence: (state, reason) => run(() => desk.setPresence(state, reason)) };
}
