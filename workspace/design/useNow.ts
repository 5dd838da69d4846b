import { useEffect, useState } from 'preact/hooks';

/** The time of day, told anew every `everyMs`. Only what is drawn depends on it, never what is decided. */
export function useNow(everyMs: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
