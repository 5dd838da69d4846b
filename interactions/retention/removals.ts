import { createHash } from 'node:crypto';
import type { Clock } from '../../contracts/clock.ts';
import type { Conversations } from '../conversations.ts';
import type { Attachments } from '../files/attachments.ts';
import { type Insights, insightsOf } from '../insights.store.ts';
import type { Turns } from '../turns.store.ts';
import type { Deletion, DeletionProofs, NewDeletion } from './deletionProofs.store.ts';
import type { Remains } from './remains.store.ts';
import { rewriteLog } from './rewriteLog.ts';

export interface RemovalDeps {
  turns: Turns;
  remains: Remains;
  proofs: DeletionProofs;
  attachments: Attachments;
  insights: Insights;
  /** Mails of an interaction; answers how many went. */
  removeMails: (interactionId: string) => Promise<number>;
  conversations: Conversations;
  clock: Clock;
}

/** Removes interactions, or what is in them, so that a crash at any step leaves something that is gone on with. */
export interface Removals {
  /** False: somebody else has it, or it was done before. */
  remove(deletion: NewDeletion): Promise<boolean>;
  /** Goes on with what was left half done; answers how many. */
  resume(limit: number): Promise<number>;
}

const leaseMs = 60_000;

/**
 * Each deletion is claimed by its proof (unique by its id), measured, and only then done; every step may be done again.
 * The lease is by the node's clock: it says when somebody else looks, and two at once do no harm.
 */
export function createRemovals(deps: RemovalDeps): Removals {
  const { proofs, clock } = deps;
  const lease = () => new Date(clock.now().getTime() + leaseMs);

  async function carryOut(deletion: Deletion): Promise<void> {
    const measured = deletion.status === 'claimed' ? await measure(deps, deletion) : deletion;
    if (deletion.status === 'claimed') await proofs.begin(deletion._id, measured);
    await proofs.renew(deletion._id, lease());
    await steps[deletion.what](deps, { ...deletion, links: measured.links ?? [] });
    await proofs.finish(deletion._id, clock.now());
  }

  return {
    async remove(deletion) {
      const claimed = await proofs.claim(deletion, clock.now(), lease());
      if (claimed === null) return false;
      await carryOut(claimed);
      return true;
    },
    async resume(limit) {
      for (let done = 0; done < limit; done += 1) {
        const left = await proofs.takeOver(clock.now(), lease());
        if (left === null) return done;
        await carryOut(left);
      }
      return limit;
    },
  };
}

type Step = (deps: RemovalDeps, deletion: Deletion) => Promise<void>;

const steps: Readonly<Record<Deletion['what'], Step>> = {
  async interaction(deps, deletion) {
    const { interactionId: id } = deletion;
    // The header first: from here on nobody finds it, and nobody can add to it.
    await deps.remains.removeInteraction(id);
    deps.conversations.forget(id);
    await removeFiles(deps, deletion);
    await deps.insights.remove(id);
    await deps.removeMails(id);
    await deps.remains.removeBeside(deletion);
    // The turns last: as long as they are there, so is what the proof is about.
    await deps.remains.removeTurns(id);
  },
  async words(deps, deletion) {
    await removeFiles(deps, deletion);
    await deps.removeMails(deletion.interactionId);
    await deps.remains.redactBeside(deletion, null);
    await rewriteLog(deps, deletion.interactionId, { pseudonym: null, proof: deletion._id });
  },
  async files({ attachments, remains }, { interactionId }) {
    await attachments.removeContents(interactionId);
    await remains.markFilesGone(interactionId);
  },
  async person(deps, deletion) {
    const { interactionId: id, pseudonym = null } = deletion;
    await removeFiles(deps, deletion);
    await deps.removeMails(id);
    await deps.remains.redactBeside(deletion, pseudonym);
    if (!(await deps.remains.hasInteraction(id))) return;
    const state = await rewriteLog(deps, id, { pseudonym, proof: deletion._id });
    await deps.insights.remove(id);
    await deps.insights.write(insightsOf(state, state.parts));
  },
};

async function removeFiles({ attachments, remains }: RemovalDeps, { interactionId, links = [] }: Deletion) {
  await attachments.removeAll(interactionId);
  for (const { table, id } of links) await remains.unlinkFiles(table, id, interactionId);
}

/** What is there before anything goes: the proof's figures, and which records link to the files. */
async function measure(
  { turns, remains, attachments, insights }: RemovalDeps,
  { interactionId }: Deletion,
): Promise<Required<Pick<Deletion, 'counts' | 'bytes' | 'sha256' | 'links'>>> {
  const hash = createHash('sha256');
  const links = new Map<string, { table: string; id: string }>();
  let count = 0;
  let bytes = 0;
  for await (const turn of turns.all(interactionId)) {
    const line = `${JSON.stringify(turn)}\n`;
    hash.update(line);
    bytes += Buffer.byteLength(line);
    count += 1;
    for (const event of turn.events)
      if (event.type === 'file_attached')
        links.set(`${event.table}/${event.id}`, { table: event.table, id: event.id });
  }
  const files = await attachments.posted(interactionId, 'staff');
  return {
    counts: {
      interactions: 1,
      turns: count,
      attachments: files.length,
      interaction_insights: (await insights.of(interactionId)).length,
      ...(await remains.countBeside(interactionId)),
    },
    bytes: bytes + files.reduce((sum, { size }) => sum + size, 0),
    sha256: hash.digest('hex'),
    links: [...links.values()],
  };
}
