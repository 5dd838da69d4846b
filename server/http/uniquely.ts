import { AppError } from '../../contracts/errors.ts';
import { duplicateKeyFields } from '../../store/duplicateKey.ts';

/** @throws AppError `conflict` at this field, where `write` meets another one that has its value. */
export async function uniquely<T>(what: string, field: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (duplicateKeyFields(error) === null) throw error;
    const message = `there is ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what} of this ${field} already`;
    throw new AppError('conflict', message, { errors: [{ path: field, message }] });
  }
}
