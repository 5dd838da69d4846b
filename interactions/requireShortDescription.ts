import { AppError } from '../contracts/errors.ts';
import type { NameRef } from '../contracts/header.ts';
import type { TurnEvent } from './turn.ts';

/**
 * The short description may be empty while an interaction is open, but not when a person saves it, closes it or associates
 * a record with it (domain A2, D4).
 *
 * @param given what the same call says it is; undefined: nothing.
 * @returns the event that sets what was given, or none.
 * @throws AppError `invalid` with the path `shortDescription`.
 */
export function requireShortDescription(
  header: { shortDescription: string },
  given: string | undefined,
  by: NameRef | null,
): TurnEvent[] {
  if (given !== undefined && given.trim() !== '') {
    return given === header.shortDescription
      ? []
      : [{ type: 'fields_changed', changes: { shortDescription: given }, by }];
  }
  if (given === undefined && header.shortDescription !== '') return [];
  const message = 'say in one line what this interaction is about first';
  throw new AppError('invalid', message, { errors: [{ path: 'shortDescription', message }] });
}
