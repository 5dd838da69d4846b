import { useEffect, useState } from 'preact/hooks';

const pauseMs = 250;

/** The text once nobody has typed for a moment: what is searched for while one types is not asked letter by letter. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
