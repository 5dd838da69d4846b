import { useEffect, useState } from 'preact/hooks';

/** What reads and writes the languages of a text. */
export type Translating = typeof import('./translateTopic.ts');

/** It is loaded with the first look; null until then. */
export function useTranslating(): Translating | null {
  const [loaded, setLoaded] = useState<Translating | null>(null);
  useEffect(() => {
    void import('./translateTopic.ts').then(setLoaded);
  }, []);
  return loaded;
}
