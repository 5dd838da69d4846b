import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Whole seconds until a moment (milliseconds since 1970), counting down; 0 when it is past or there is none. */
export function useSecondsUntil(moment: number): ReadonlySignal<number> {
  const now = useSignal(Date.now());
  useEffect(() => {
    now.value = Date.now();
    if (moment <= Date.now()) return;
    const timer = setInterval(() => {
      now.value = Date.now();
      if (moment <= Date.now()) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [moment, now]);
  return useComputed(() => Math.max(0, Math.ceil((moment - now.value) / 1_000)));
}
