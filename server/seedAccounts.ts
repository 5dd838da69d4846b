import { v4 } from 'uuid';
import type { Clock } from '../contracts/clock.ts';
import { newQueue } from '../handoff/routing/queue.ts';
import type { Config } from './config.ts';
import { type DemoDeps, seedDemo } from './demo.ts';
import { generatePassword, hashPassword } from './passwords.ts';

/** Accounts that were made just now. `password` is null where the environment gave it. */
export interface MadeAccounts {
  admin: { email: string; password: string | null } | null;
  demo: { emails: string[]; password: string | null } | null;
}

const firstQueue = newQueue({ id: 'service_desk', name: 'Service Desk', order: 100, isDefault: true });

/** The first administrator, when there is no user yet, and the demo (protocol §1). */
export async function seedAccounts(deps: DemoDeps & { clock: Clock; config: Config }): Promise<MadeAccounts> {
  const { accounts, queues, clock, config } = deps;
  const made: MadeAccounts = { admin: null, demo: null };
  if (!(await accounts.any())) {
    const password = config.adminPassword ?? generatePassword();
    const account = {
      id: v4(),
      email: config.adminEmail,
      name: 'Administrator',
      roles: ['admin' as const],
      passwordHash: await hashPassword(password),
    };
    if (await accounts.create(account, clock.now())) {
      made.admin = { email: config.adminEmail, password: config.adminPassword === null ? password : null };
    }
  }
  // Work that nobody's queue takes would wait for ever: there is always one that takes everything.
  if (!config.demo && (await queues.all()).length === 0) await queues.save(firstQueue);
  if (config.demo) {
    const password = config.demoPassword ?? generatePassword();
    const emails = await seedDemo(deps, password);
    if (emails.length > 0) made.demo = { emails, password: config.demoPassword === null ? password : null };
  }
  return made;
}
