import { useMessages } from '../messages/language.ts';
import { useDeskState } from './deskContext.ts';

/** What presence states and reasons are called: what ships in the language of the page, an administrator's own as they said. */
export function usePresenceWords(): { nameOf(state: string): string; reasonOf(reason: string): string } {
  const { states, reasons } = useMessages().presence;
  const { options } = useDeskState();
  return {
    nameOf: (state) => states[state] ?? options?.presences.find(({ name }) => name === state)?.label ?? state,
    // The server's own reasons are words of its log.
    reasonOf: (reason) => reasons[reason] ?? reason,
  };
}
