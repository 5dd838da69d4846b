import { AppError } from '../../contracts/errors.ts';
import type { PersonRef } from '../../contracts/header.ts';
import type { OpenedForBody } from '../../contracts/lifecycle.ts';
import type { Records } from '../records/records.store.ts';
import { userWithEmail } from '../records/userWithEmail.ts';

/**
 * The person an agent opens an interaction for: a user of the `user` table by id or e-mail address, somebody with an
 * address who is not in it, or a guest who is only known by name. @throws AppError `invalid`: no such user.
 */
export async function openedFor(
  records: Records,
  newId: () => string,
  named: OpenedForBody,
): Promise<PersonRef> {
  const email = typeof named === 'string' ? addressIn(named) : named.email;
  if (email !== undefined) {
    const user = await userWithEmail(records, email);
    if (user !== null) return { id: user.id, name: user.title, email };
  }
  if (typeof named !== 'string' || email !== undefined) {
    const name = typeof named === 'string' ? named : named.name;
    return email === undefined
      ? { id: `guest:${newId()}`, name, guest: true }
      : { id: `external:${email}`, name, email };
  }
  const user = await records.snapshot('user', named);
  if (user !== null) {
    const address = user.fields.email;
    return { id: user.id, name: user.title, ...(typeof address === 'string' ? { email: address } : {}) };
  }
  const message = `there is no user "${named}"; name an e-mail address or {"name": …} for somebody else`;
  throw new AppError('invalid', message, { errors: [{ path: 'openedFor', message }] });
}

function addressIn(text: string): string | undefined {
  return text.includes('@') ? text.toLowerCase() : undefined;
}
