import type { Clock } from '../../contracts/clock.ts';
import { AppError } from '../../contracts/errors.ts';
import type { NameRef } from '../../contracts/header.ts';
import type { Erasure } from '../../contracts/privacy.ts';
import type { Records } from '../../interactions/records/records.store.ts';
import type { Remains } from '../../interactions/retention/remains.store.ts';
import type { Removals } from '../../interactions/retention/removals.ts';
import type { Audit } from '../audit.store.ts';
import { type ErasureJob, type Erasures, erasureOf } from './erasures.store.ts';
import type { PersonalData } from './personalData.store.ts';

export interface EraseDeps {
  erasures: Erasures;
  personalData: PersonalData;
  remains: Remains;
  removals: Removals;
  records: Records;
  audit: Audit;
  clock: Clock;
  newId: () => string;
}

export interface PersonErasure {
  /**
   * Asks for it; the sweep does it. Asked again while it runs: the same.
   * @throws AppError `not_found`; `conflict` that names the conversations that are still open.
   */
  request(personId: string, reason: string, by: NameRef): Promise<Erasure>;
  /** Goes on with the erasures that are under way. Any number of nodes may, and a crash leaves what the next goes on with. */
  sweep(): Promise<void>;
}

const batch = 20;
const leaseMs = 60_000;
const mostNamed = 20;

export function createPersonErasure(deps: EraseDeps): PersonErasure {
  const { erasures, personalData, remains, removals, clock } = deps;
  const lease = () => new Date(clock.now().getTime() + leaseMs);

  async function goOn(job: ErasureJob, personId: string): Promise<void> {
    const { pseudonym } = job;
    for (;;) {
      const found = await remains.closedOf(personId, batch);
      const done = [];
      for (const { id, number, openedAt, closedAt } of found) {
        const deletion = { interactionId: id, policy: 'erasure', number, openedAt, closedAt } as const;
        const _id = `${id}/person/${pseudonym.id}`;
        if (await removals.remove({ ...deletion, _id, what: 'person', pseudonym })) done.push(id);
      }
      await erasures.renew(job._id, lease(), done.length);
      // What another node has begun is its to finish; it is looked at again.
      if (found.length > 0 && done.length === 0) return again(job);
      if (found.length === 0) break;
    }
    // A conversation that was opened meanwhile is erased once it is over.
    if ((await remains.openOf(personId, 1)).length > 0) return again(job);
    await personalData.redactRecords(personId, pseudonym);
    await personalData.removeProfiles(personId);
    await personalData.redactAudit(personId, pseudonym, await namesOf(deps, personId));
    await personalData.removeUser(personId);
    await erasures.finish(job._id, clock.now());
  }

  async function again(job: ErasureJob): Promise<void> {
    await erasures.renew(job._id, clock.now(), 0);
  }

  return {
    async request(personId, reason, by) {
      const user = await deps.records.snapshot('user', personId);
      const id = user?.id ?? personId;
      if (user === null && !(await isKnown(deps, id)))
        throw new AppError('not_found', `there is no person ${personId}`);
      const open = await remains.openOf(id, mostNamed);
      if (open.length > 0) {
        const errors = open.map((number) => ({ path: number, message: 'still open' }));
        throw new AppError('conflict', `end these conversations first: ${open.join(', ')}`, { errors });
      }
      const now = clock.now();
      const job = await erasures.request({
        _id: deps.newId(),
        personId: id,
        pseudonym: pseudonymFor(id, deps.newId()),
        state: 'running',
        interactions: 0,
        requestedAt: now,
        finishedAt: null,
        leaseUntil: now,
      });
      const details = {
        erasure: job._id,
        reason: withoutNames(reason, await namesOf(deps, id), job.pseudonym.id),
      };
      await deps.audit.write({
        at: now,
        actor: by,
        action: 'erase person',
        target: job.pseudonym.id,
        details,
      });
      return erasureOf(job);
    },
    async sweep() {
      // The claim ends with the loop: what is left over is taken up by the next round.
      const job = await erasures.claim(clock.now(), lease());
      if (job?.personId !== undefined) await goOn(job, job.personId);
    },
  };
}

/** What the person is called by: the id, for others than users the name in it, and the record's name and address. */
async function namesOf({ records }: EraseDeps, id: string): Promise<string[]> {
  const user = await records.snapshot('user', id);
  const names = [id, id.replace(/^[a-z]+:/, ''), user?.title, user?.fields.email];
  return names.filter((name) => typeof name === 'string').filter((name) => name !== '');
}

async function isKnown({ personalData }: EraseDeps, id: string): Promise<boolean> {
  if ((await personalData.interactions(id)).length > 0) return true;
  for await (const _ of personalData.profiles(id)) return true;
  return false;
}

/** The same for all that was the person's, and nothing leads from it to the person. */
function pseudonymFor(personId: string, random: string) {
  const id = `erased:${random}`;
  return { id, name: 'Erased person', ...(personId.startsWith('guest:') ? { guest: true } : {}) };
}

function withoutNames(reason: string, names: string[], pseudonym: string): string {
  return names.reduce((text, name) => text.replaceAll(name, pseudonym), reason);
}
