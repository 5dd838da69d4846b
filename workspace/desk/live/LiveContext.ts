import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Loaded } from '../../api/useLoaded.ts';

export type LiveParts = typeof import('./liveParts.ts');

export const LiveContext = createContext<Loaded<LiveParts> | null>(null);

/** What is done with a live conversation, once its code is there. */
export function useLiveParts(): Loaded<LiveParts> {
  const parts = useContext(LiveContext);
  if (parts === null) throw new Error('useLiveParts outside LiveContext');
  return parts;
}
