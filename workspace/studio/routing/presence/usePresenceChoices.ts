import type { Settings } from '../../../../contracts/settings.ts';
import { useMessages } from '../../../messages/language.ts';

const shipped = ['available', 'away', 'offline'] as const;

/** The presence states that there are, the shipped ones first. */
export function usePresenceChoices({ presence }: Pick<Settings, 'presence' | 'handoff'>) {
  const { states } = useMessages().presence;
  return [
    ...shipped.map((value) => ({ value: String(value), label: states[value] ?? value })),
    ...presence.states.map(({ name, label }) => ({ value: name, label })),
  ];
}
