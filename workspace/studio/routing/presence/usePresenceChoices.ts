import type { Settings } from '../../../../contracts/settings.ts';
import { presenceStates } from '../../../../contracts/states.ts';
import { useMessages } from '../../../messages/language.ts';

/** The presence states that there are, the shipped ones first. */
export function usePresenceChoices({ presence }: Pick<Settings, 'presence' | 'handoff'>) {
  const { states } = useMessages().presence;
  return [
    ...presenceStates.map((value) => ({ value: String(value), label: states[value] ?? value })),
    ...presence.states.map(({ name, label }) => ({ value: name, label })),
  ];
}
