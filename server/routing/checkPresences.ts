import { AppError } from '../../contracts/errors.ts';
import type { AssignmentRule } from '../../contracts/handoff.ts';
import type { Settings } from '../../contracts/settings.ts';
import { presenceStatesOf } from '../../handoff/presenceStates.ts';

/** What agents are set to when an offer passes has to be a presence that there is. Pure. @throws AppError `invalid`. */
export function checkPresences(settings: Settings, rules: readonly AssignmentRule[]): void {
  const states = new Set(presenceStatesOf(settings).map(({ name }) => name));
  const gone = (name: string | null): name is string => name !== null && !states.has(name);
  const { presenceAfterTimeout: own } = settings.handoff;
  const errors = [
    ...(gone(own)
      ? [{ path: 'handoff.presenceAfterTimeout', message: `there is no presence "${own}"` }]
      : []),
    ...rules
      .filter(({ presenceAfterTimeout }) => gone(presenceAfterTimeout))
      .map(({ name, presenceAfterTimeout }) => ({
        path: 'presence.states',
        message: `the assignment rule ${name} needs the presence "${presenceAfterTimeout}"`,
      })),
  ];
  const [first] = errors;
  if (first !== undefined) throw new AppError('invalid', `${first.path}: ${first.message}`, { errors });
}
