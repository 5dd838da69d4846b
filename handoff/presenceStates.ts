import { AppError } from '../contracts/errors.ts';
import type { Settings } from '../contracts/settings.ts';
import type { InteractionType } from '../contracts/states.ts';

export type PresenceState = Settings['presence']['states'][number];

const shipped: readonly PresenceState[] = [
  { name: 'available', label: 'Available', available: true, types: [], groups: [] },
  { name: 'away', label: 'Away', available: false, types: [], groups: [] },
  { name: 'offline', label: 'Offline', available: false, types: [], groups: [] },
];

/** The states that ship, then the administrator's own (domain D1). */
export function presenceStatesOf({ presence }: Pick<Settings, 'presence'>): PresenceState[] {
  return [...shipped, ...presence.states];
}

/** Whether an agent in this state takes such work; undefined: in a state that there is not any more. Pure. */
export function takesKind(state: PresenceState | undefined, type: InteractionType): boolean {
  return state?.available === true && (state.types.length === 0 || state.types.includes(type));
}

/** @throws AppError `invalid` for a state that there is not. */
export function presenceNamed(name: string, settings: Pick<Settings, 'presence'>): PresenceState {
  const states = presenceStatesOf(settings);
  const found = states.find((state) => state.name === name);
  if (found !== undefined) return found;
  const message = `must be one of ${states.map((state) => state.name).join(', ')}`;
  throw new AppError('invalid', `a presence ${message}`, { errors: [{ path: 'state', message }] });
}
