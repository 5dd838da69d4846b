import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { useWorkspace } from '../shell/workspace.ts';
import { LeaveGuardContext } from './leaveGuard.ts';
import { formatRoute, type Route } from './route.ts';

/** Keeps unsaved work: a way inside the studio is held until somebody says what to do, the browser asks for others. `stays`: whether the work is there too. */
export function useLeaveGuard(dirty: boolean, stays: (next: Route) => boolean) {
  const { window } = useWorkspace();
  const guard = useContext(LeaveGuardContext);
  const [to, setTo] = useState<Route | null>(null);
  const latest = useRef(stays);
  latest.current = stays;
  useEffect(() => {
    if (!dirty) return;
    guard.current = (next) => {
      if (latest.current(next)) return true;
      setTo(next);
      return false;
    };
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => {
      guard.current = null;
      window.removeEventListener('beforeunload', ask);
    };
  }, [dirty, guard, window]);
  return {
    to,
    stay: () => setTo(null),
    go: () => {
      guard.current = null;
      setTo(null);
      window.location.hash = to === null || to.page === 'unknown' ? '#/' : formatRoute(to);
    },
    /** What is done is saved: nothing holds the next way. */
    free: () => {
      guard.current = null;
    },
  };
}
