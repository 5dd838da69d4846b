import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Desk } from './createDesk.ts';
import type { DeskState } from './state/deskState.ts';

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('useDesk outside DeskContext');
  return desk;
}

export function useDeskState(): DeskState {
  return useDesk().state.value;
}
