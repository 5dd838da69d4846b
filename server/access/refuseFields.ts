import { type AccessRule, isHideable } from '../../contracts/access.ts';
import { AppError } from '../../contracts/errors.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import type { Viewer } from '../tokens.ts';
import { mayField } from './may.ts';

/** What calls name a field by when that is not its name in the header. */
const fieldOf: Readonly<Partial<Record<string, string>>> = {
  workNote: 'workNotes',
  note: 'workNotes',
  code: 'disposition',
};

/**
 * For every call that writes fields of the header. `given`: what the call says, by name; what is undefined is not said.
 * @throws AppError `forbidden` with the path of each field that a rule keeps from the user.
 */
export function refuseFields(
  rules: readonly AccessRule[],
  user: Viewer,
  header: InteractionHeader,
  given: object,
): void {
  const refused = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name)
    .filter((name) => {
      const field = fieldOf[name] ?? name;
      return isHideable(field) && !mayField(rules, user, 'write', field, header);
    });
  if (refused.length === 0) return;
  const errors = refused.map((path) => ({ path, message: 'an access rule keeps this field from you' }));
  throw new AppError('forbidden', `you may not change: ${refused.join(', ')}`, { errors });
}
