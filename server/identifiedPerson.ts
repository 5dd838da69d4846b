import type { PersonRef } from '../contracts/header.ts';
import type { Records } from '../interactions/records/records.store.ts';
import { userWithEmail } from '../interactions/records/userWithEmail.ts';
import type { Tokens } from './tokens.ts';

/**
 * The person an identity token names: a user of the `user` table when the address is known there.
 * @throws AppError `expired`, `unauthorized`.
 */
export async function identifiedPerson(
  { tokens, records }: { tokens: Tokens; records: Records },
  identity: string,
): Promise<{ person: PersonRef; isUser: boolean }> {
  const claims = await tokens.verifyIdentity(identity);
  const bot = claims.bot === true ? { bot: true } : {};
  const email = claims.email ?? (claims.sub.includes('@') ? claims.sub : undefined);
  if (email !== undefined) {
    const user = await userWithEmail(records, email);
    if (user !== null) return { person: { id: user.id, name: user.title, email, ...bot }, isUser: true };
  }
  const name = claims.name ?? claims.sub;
  return {
    person: { id: `external:${claims.sub}`, name, ...(email === undefined ? {} : { email }), ...bot },
    isUser: false,
  };
}
