import { useDeskState } from './deskContext.ts';

/** Full, half, empty: the shape says it as well as the colour. */
export function PresenceDot({ state }: { state: string }) {
  const { options } = useDeskState();
  const takesWork = options?.presences.find(({ name }) => name === state)?.available ?? state === 'available';
  const kind = takesWork ? 'available' : state === 'offline' ? 'offline' : 'away';
  return <span class={`presence-dot presence-${kind}`} aria-hidden="true" />;
}
