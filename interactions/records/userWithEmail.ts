import type { RecordSnapshot } from './record.ts';
import type { Records } from './records.store.ts';

/** Who has this address in the table `user`; null: nobody. */
export async function userWithEmail(records: Records, email: string): Promise<RecordSnapshot | null> {
  const conditions = [{ field: 'email', op: 'eq', value: email } as const];
  const [user] = await records.find({ table: 'user', conditions, limit: 1 });
  return user ?? null;
}
