import type { Connection } from 'mongoose';
import type { ConversationState } from '../conversationState.ts';
import type { InteractionDoc } from '../interactions.store.ts';
import { keysVersion, searchKeys } from '../search/searchKeys.ts';
import type { Turn } from '../turn.ts';

type Filter = Record<string, unknown>;

/** What the deletion of an interaction needs to see of it. */
export interface ClosedInteraction {
  id: string;
  number: string;
  openedAt: string;
  closedAt: string;
}

/** An interaction by its id and its number. */
export interface Named {
  interactionId: string;
  number: string;
}

/** What is written once and then only read, except here: the one place where turns are rewritten and removed. */
export interface Remains {
  /** Served by the index on `header.closedAt`; in its order. */
  due(filter: Filter, limit: number): Promise<ClosedInteraction[]>;
  count(filter: Filter): Promise<{ interactions: number; messages: number; oldest: string | null }>;
  /** Closed interactions of a person, any order; and the numbers of those that are not closed. */
  closedOf(personId: string, limit: number): Promise<ClosedInteraction[]>;
  openOf(personId: string, limit: number): Promise<string[]>;
  hasInteraction(id: string): Promise<boolean>;
  removeInteraction(id: string): Promise<void>;
  replaceTurns(turns: Turn[]): Promise<void>;
  removeTurns(interactionId: string): Promise<void>;
  /** Documents of an interaction that no module of its own removes, by collection. */
  countBeside(interactionId: string): Promise<Record<string, number>>;
  removeBeside(interaction: Named): Promise<void>;
  /** Work items stay for the statistics of queues, without words; with a pseudonym also without the person. */
  redactBeside(interaction: Named, person: { id: string; name: string } | null): Promise<void>;
  unlinkFiles(table: string, id: string, interactionId: string): Promise<void>;
  /** The fold of the rewritten log. False: the log has gone on since. */
  writeFold(state: ConversationState): Promise<boolean>;
  fold(id: string): Promise<{ header: unknown; fold: unknown } | null>;
  markFilesGone(id: string): Promise<void>;
}

interface PurgeableDoc extends InteractionDoc {
  /** What retention has taken out of it. */
  purged?: 'files' | 'words';
}

const batch = 500;

export function createRemains(connection: Connection): Remains {
  const interactions = connection.collection<PurgeableDoc>('interactions');
  const turns = connection.collection<Turn>('turns');
  const workItems = connection.collection<{ interactionId: string }>('work_items');
  const callbacks = connection.collection<{ interactionId: string; open: boolean }>('callbacks');
  const audit = connection.collection<{ target: string; details?: unknown }>('audit');
  const presences = connection.collection<{ conversationId: string }>('guest_presence');
  const records = connection.collection<{
    _id: string;
    table: string;
    attachments: { conversationId: string }[];
  }>('records');
  /** Who did what and when stays in the audit; what a field was before and after goes with the words. */
  const withoutDetails = (number: string) =>
    audit.updateMany({ target: number, details: { $exists: true } }, { $unset: { details: '' } });
  const closed = (filter: Filter) =>
    interactions.find<Pick<InteractionDoc, '_id' | 'header'>>(filter, { projection: { header: 1 } });
  return {
    async due(filter, limit) {
      // Who was promised a call gets it: what is known of them is needed for that.
      const promised = await callbacks.distinct('interactionId', { open: true });
      const docs = await closed({ ...filter, _id: { $nin: promised } })
        .sort({ 'header.closedAt': 1 })
        .limit(limit)
        .toArray();
      return docs.map(closedOf);
    },
    async count(filter) {
      const [found] = await interactions
        .aggregate<{ interactions: number; messages: number; oldest: string }>([
          { $match: filter },
          {
            $group: {
              _id: null,
              interactions: { $sum: 1 },
              messages: { $sum: '$header.messageCount' },
              oldest: { $min: '$header.closedAt' },
            },
          },
        ])
        .toArray();
      return found === undefined
        ? { interactions: 0, messages: 0, oldest: null }
        : { interactions: found.interactions, messages: found.messages, oldest: found.oldest };
    },
    async closedOf(personId, limit) {
      const docs = await closed({ 'header.openedFor.id': personId, open: false }).limit(limit).toArray();
      return docs.map(closedOf);
    },
    async openOf(personId, limit) {
      const docs = await closed({ 'header.openedFor.id': personId, open: true }).limit(limit).toArray();
      return docs.map(({ header }) => header.number);
    },
    hasInteraction: async (id) => (await interactions.countDocuments({ _id: id }, { limit: 1 })) > 0,
    async removeInteraction(id) {
      await interactions.deleteOne({ _id: id });
    },
    async replaceTurns(rewritten) {
      if (rewritten.length === 0) return;
      await turns.bulkWrite(
        rewritten.map(({ _id, ...turn }) => ({ replaceOne: { filter: { _id }, replacement: turn } })),
        { ordered: false },
      );
    },
    async removeTurns(interactionId) {
      for (;;) {
        const some = await turns
          .find({ interactionId }, { projection: { _id: 1 } })
          .sort({ seq: 1 })
          .limit(batch)
          .toArray();
        if (some.length === 0) return;
        await turns.deleteMany({ _id: { $in: some.map(({ _id }) => _id) } });
      }
    },
    countBeside: async (interactionId) => ({
      work_items: await workItems.countDocuments({ interactionId }),
      callbacks: await callbacks.countDocuments({ interactionId }),
    }),
    async removeBeside({ interactionId, number }) {
      await workItems.deleteMany({ interactionId });
      await callbacks.deleteMany({ interactionId });
      await presences.deleteMany({ conversationId: interactionId });
      await withoutDetails(number);
    },
    async redactBeside({ interactionId, number }, person) {
      const without = { shortDescription: '', why: null, decision: null, context: {} };
      const named = person === null ? without : { ...without, openedFor: person };
      await workItems.updateMany({ interactionId }, { $set: named });
      // Notes of transfers, reasons of rejections, and what was said of who was looked at.
      await workItems.updateMany(
        { interactionId, 'offers.0': { $exists: true } },
        { $set: { 'offers.$[].reason': null } },
      );
      await workItems.updateMany(
        { interactionId, 'log.0': { $exists: true } },
        { $set: { 'log.$[].why': null }, $unset: { 'log.$[].candidates': '' } },
      );
      await callbacks.deleteMany({ interactionId });
      await withoutDetails(number);
    },
    async unlinkFiles(table, id, interactionId) {
      await records.updateOne(
        { _id: id, table },
        { $pull: { attachments: { conversationId: interactionId } } },
      );
    },
    async writeFold({ header, ...fold }) {
      const result = await interactions.updateOne(
        { _id: header.id, foldedSeq: fold.lastSeq },
        { $set: { header, fold, keys: searchKeys(header, []), keysVersion, purged: 'words' } },
      );
      return result.matchedCount > 0;
    },
    fold: (id) => interactions.findOne({ _id: id }, { projection: { header: 1, fold: 1, _id: 0 } }),
    async markFilesGone(id) {
      await interactions.updateOne({ _id: id, purged: { $ne: 'words' } }, { $set: { purged: 'files' } });
    },
  };
}

function closedOf({ _id, header }: Pick<InteractionDoc, '_id' | 'header'>): ClosedInteraction {
  return {
    id: _id,
    number: header.number,
    openedAt: header.openedAt,
    closedAt: header.closedAt ?? header.updatedAt,
  };
}
