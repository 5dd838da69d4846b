import { type Connection, Schema } from 'mongoose';
import { type InteractionHeader, virtualAgent } from '../contracts/header.ts';
import type { Page } from '../contracts/http.ts';
import type { InteractionsQuery } from '../contracts/interactionsQuery.ts';
import type { Receipts } from '../contracts/sockets.ts';
import type { Owner } from '../contracts/states.ts';
import { duplicateKeyFields } from '../store/duplicateKey.ts';
import { keysetPage } from '../store/keysetPage.ts';
import type { ConversationState } from './conversationState.ts';
import { readConversation } from './readConversation.ts';
import { allRights, interactionsFilter, type ListRights } from './search/interactionsFilter.ts';
import { keysVersion, searchKeys } from './search/searchKeys.ts';

/** The header and the fold it belongs to, in one document; `foldedSeq` guards its writes (design 3.2). */
export interface InteractionDoc {
  _id: string;
  v: 1;
  number: string;
  header: InteractionHeader;
  fold: Omit<ConversationState, 'header'>;
  foldedSeq: number;
  /** When silence has its next consequence; null once closed. */
  dueAt: Date | null;
  /** How far the requester has read; not part of the fold. */
  readSeq?: number;
  /** How far messages came to the requester's device, and how far an agent has read. */
  deliveredSeq?: number;
  agentReadSeq?: number;
  /** Agents who are in it besides its own, or were asked to come (interactions/foldLive.ts). */
  with?: string[];
  /** Since when the first of those who were asked has not answered; null: nobody is asked. */
  invitedAt?: Date | null;
  /** What it is found by in lists (search/searchKeys.ts), and by which version of their making. */
  keys?: string[];
  keysVersion?: number | null;
  /** False once nothing more can happen, so that repair looks at open ones alone. */
  open: boolean;
}

const schema = new Schema<InteractionDoc>(
  {
    _id: { type: String, required: true },
    v: { type: Number, required: true },
    number: { type: String, required: true },
    header: { type: Schema.Types.Mixed, required: true },
    fold: { type: Schema.Types.Mixed, required: true },
    foldedSeq: { type: Number, required: true },
    dueAt: { type: Date, default: null },
    readSeq: { type: Number },
    deliveredSeq: { type: Number },
    agentReadSeq: { type: Number },
    with: { type: [String], default: undefined },
    invitedAt: { type: Date },
    keys: { type: [String], default: undefined },
    keysVersion: { type: Number },
    open: { type: Boolean, required: true },
  },
  { collection: 'interactions', versionKey: false, minimize: false },
);
/** Serves reading by number. */
schema.index({ number: 1 }, { unique: true });
/** Serves the list in its default order. */
schema.index({ 'header.openedAt': -1, _id: -1 });
/** Serves the list by last change. */
schema.index({ 'header.updatedAt': -1, _id: -1 });
/** Serves the filtered list: the rarest key leads, its rows come newest first. */
schema.index({ keys: 1, 'header.openedAt': -1, _id: -1 });
/** Serve a filtered list in each order: the embedded store sorts by them what a filter leaves, without the documents. */
schema.index({ _id: 1, 'header.openedAt': 1 });
schema.index({ _id: 1, 'header.updatedAt': 1 });
schema.index({ _id: 1, number: 1 });
/** Serves the documents whose keys are missing or old. */
schema.index({ keysVersion: 1 });
/** Serves "closed between". */
schema.index({ 'header.closedAt': -1 });
/** Serve an agent's and a person's interactions. */
schema.index({ 'header.assignedTo.id': 1, 'header.openedAt': -1 });
schema.index({ 'header.openedFor.id': 1, 'header.openedAt': -1 });
/** Serves the inbox: where an agent takes part without having it. */
schema.index({ with: 1 }, { partialFilterExpression: { open: true } });
/** Serves the sweeper: invitations that nobody answered. */
schema.index({ invitedAt: 1 }, { partialFilterExpression: { open: true, invitedAt: { $type: 'date' } } });
/** Serves the sweeper: due deadlines. */
schema.index({ dueAt: 1 }, { partialFilterExpression: { open: true } });
/** Serves repair after a crash: what is still open. */
schema.index({ open: 1, _id: 1 });
/** Serves the repair of handoffs: open conversations that wait for an agent or are with one. */
schema.index({ 'header.owner': 1, _id: 1 }, { partialFilterExpression: { open: true } });

/** Where an interaction stands, as its header last said. The log may be ahead of it. */
export interface Standing {
  id: string;
  open: boolean;
  workItemId: string | null;
  header: InteractionHeader;
}

export type Keyless = Pick<InteractionDoc, '_id' | 'header' | 'open' | 'foldedSeq'>;

export interface Interactions {
  create(state: ConversationState, dueAt: Date | null): Promise<void>;
  load(id: string): Promise<{ state: ConversationState; foldedSeq: number } | null>;
  /**
   * Writes the fold unless a later one is there already. False: it was not needed. `said`: the words of the
   * transcript that it is found by.
   */
  save(
    state: ConversationState,
    dueAt: Date | null,
    open: boolean,
    said?: readonly string[],
  ): Promise<boolean>;
  /** Renews the deadline of a fold that is already written; nothing when a later fold came in between. */
  setDue(id: string, foldedSeq: number, dueAt: Date | null): Promise<void>;
  /** Marks how far it came; never back. Answers all three marks; null: there is no such conversation. */
  mark(id: string, what: keyof Receipts, seq: number): Promise<Receipts | null>;
  receipts(id: string): Promise<Receipts>;
  /** Open conversations that the agent takes part in, or was asked to come to, without having them. */
  withAgent(agentId: string): Promise<ConversationState[]>;
  /** Ids of open conversations with an invitation that was made at `since` or before. */
  invitedBefore(since: Date, limit: number): Promise<string[]>;
  /** The last folded `seq` of each of these, by id. Served by `_id`. */
  lastSeqs(ids: string[]): Promise<Map<string, number>>;
  idOf(number: string): Promise<string | null>;
  list(query: InteractionsQuery, rights?: ListRights): Promise<Page<InteractionHeader>>;
  /** How many are for this person, in all and open, as far as the caller may list them; counts to 10,000. */
  count(personId: string, rights: ListRights): Promise<{ total: number; open: number }>;
  /** Some interactions whose keys are missing or of an older making. */
  withoutKeys(limit: number): Promise<Keyless[]>;
  /** Writes their keys, unless a later fold brought its own. */
  writeKeys(found: (Keyless & { said: readonly string[] })[]): Promise<void>;
  /** Ids of the open interactions whose deadline has passed, earliest first. */
  due(now: Date, limit: number): Promise<string[]>;
  /** Ids of open interactions after `afterId`, in id order: for repair and for new settings. */
  openAfter(afterId: string, limit: number): Promise<string[]>;
  /** Where these interactions stand; those that do not exist are left out. */
  standings(ids: string[]): Promise<Standing[]>;
  /** The person of the staff who had the latest other interaction of this person; null: nobody had one. */
  lastAgentOf(personId: string, exceptId: string): Promise<string | null>;
  /** Open interactions of one owner after `afterId`, in id order. */
  ownedBy(owner: Owner, afterId: string, limit: number): Promise<Standing[]>;
}

const mostCounted = 10_000;
const markOf = { delivered: 'deliveredSeq', read: 'readSeq', agentRead: 'agentReadSeq' } as const;
const markFields = { deliveredSeq: 1, readSeq: 1, agentReadSeq: 1 } as const;

function receiptsOf(marks: Pick<InteractionDoc, keyof typeof markFields> | null): Receipts {
  const { deliveredSeq = 0, readSeq = 0, agentReadSeq = 0 } = marks ?? {};
  // What was read has come.
  return { delivered: Math.max(deliveredSeq, readSeq), read: readSeq, agentRead: agentReadSeq };
}

function others({ live }: ConversationState): string[] {
  return [...new Set([...live.members, ...live.invitations].map(({ agent }) => agent.id))];
}

function invitedAt({ live }: ConversationState): Date | null {
  const times = live.invitations.map(({ at }) => Date.parse(at));
  return times.length === 0 ? null : new Date(Math.min(...times));
}

export function createInteractions(connection: Connection): Interactions {
  const model = connection.model('interaction', schema);
  const collection = connection.collection<InteractionDoc>('interactions');
  return {
    async create(state, dueAt) {
      const { header, ...fold } = state;
      try {
        await collection.insertOne({
          _id: state.id,
          v: 1,
          number: header.number,
          header,
          fold,
          foldedSeq: 0,
          dueAt,
          open: true,
          keys: searchKeys(header, []),
          keysVersion,
        });
      } catch (error) {
        if (duplicateKeyFields(error)?.includes('_id') !== true) throw error;
      }
    },
    async load(id) {
      const doc = await model.findById(id).lean();
      return doc === null
        ? null
        : { state: readConversation(doc.header, doc.fold), foldedSeq: doc.foldedSeq };
    },
    async save(state, dueAt, open, said = []) {
      const { header, ...fold } = state;
      const result = await collection.updateOne(
        { _id: state.id, foldedSeq: { $lt: state.lastSeq } },
        {
          $set: {
            header,
            fold,
            foldedSeq: state.lastSeq,
            dueAt,
            open,
            keys: searchKeys(header, said),
            keysVersion,
            with: others(state),
            invitedAt: invitedAt(state),
          },
        },
      );
      return result.matchedCount > 0;
    },
    async setDue(id, foldedSeq, dueAt) {
      await collection.updateOne({ _id: id, foldedSeq }, { $set: { dueAt } });
    },
    async mark(id, what, seq) {
      const doc = await collection.findOneAndUpdate(
        { _id: id },
        { $max: { [markOf[what]]: seq } },
        { returnDocument: 'after', projection: markFields },
      );
      return doc === null ? null : receiptsOf(doc);
    },
    async receipts(id) {
      return receiptsOf(await model.findById(id, markFields).lean());
    },
    async withAgent(agentId) {
      const docs = await model.find({ with: agentId, open: true }, { header: 1, fold: 1 }).lean();
      return docs.map(({ header, fold }) => readConversation(header, fold));
    },
    async invitedBefore(since, limit) {
      const docs = await model
        .find({ open: true, invitedAt: { $type: 'date', $lte: since } }, { _id: 1 })
        .sort({ invitedAt: 1 })
        .limit(limit)
        .lean();
      return docs.map((doc) => doc._id);
    },
    async lastSeqs(ids) {
      if (ids.length === 0) return new Map();
      const docs = await model.find({ _id: { $in: ids } }, { foldedSeq: 1 }).lean();
      return new Map(docs.map((doc) => [doc._id, doc.foldedSeq]));
    },
    async idOf(number) {
      const doc = await model.findOne({ number }, { _id: 1 }).lean();
      return doc?._id ?? null;
    },
    async list(query, rights = allRights) {
      const { filter, sort, cursorOf } = interactionsFilter(query, rights);
      const docs = await collection
        .find<Pick<InteractionDoc, 'header'>>(filter, { projection: { header: 1 } })
        .sort(sort)
        .limit(query.limit + 1)
        .batchSize(query.limit + 1)
        .toArray();
      const headers = docs.map(({ header }) => header);
      return keysetPage(headers, query.limit, (header) => header, cursorOf);
    },
    async count(personId, { scope }) {
      const filter = { $and: [{ 'header.openedFor.id': personId }, scope] };
      const limit = mostCounted;
      const [total, open] = await Promise.all([
        collection.countDocuments(filter, { limit }),
        collection.countDocuments({ $and: [{ open: true }, filter] }, { limit }),
      ]);
      return { total, open };
    },
    async withoutKeys(limit) {
      const older: (number | null)[] = [
        null,
        ...Array.from({ length: keysVersion }, (_, version) => version),
      ];
      return collection
        .find<Keyless>({ keysVersion: { $in: older } }, { projection: { header: 1, open: 1, foldedSeq: 1 } })
        .limit(limit)
        .toArray();
    },
    async writeKeys(found) {
      if (found.length === 0) return;
      await collection.bulkWrite(
        found.map(({ _id, foldedSeq, header, said }) => ({
          updateOne: {
            filter: { _id, foldedSeq },
            update: { $set: { keys: searchKeys(header, said), keysVersion } },
          },
        })),
        { ordered: false },
      );
    },
    async due(now, limit) {
      const docs = await model
        .find({ open: true, dueAt: { $lte: now } }, { _id: 1 })
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean();
      return docs.map((doc) => doc._id);
    },
    async openAfter(afterId, limit) {
      const docs = await model
        .find({ open: true, _id: { $gt: afterId } }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return docs.map((doc) => doc._id);
    },
    async standings(ids) {
      const docs = collection.find<StandingDoc>({ _id: { $in: ids } }, { projection: standingFields });
      return (await docs.toArray()).map(standingOf);
    },
    async lastAgentOf(personId, exceptId) {
      const doc = await collection.findOne<{ header: Pick<InteractionHeader, 'assignedTo'> }>(
        {
          'header.openedFor.id': personId,
          'header.assignedTo.id': { $nin: [null, virtualAgent.id] },
          _id: { $ne: exceptId },
        },
        { projection: { 'header.assignedTo': 1 }, sort: { 'header.openedAt': -1 } },
      );
      return doc?.header.assignedTo?.id ?? null;
    },
    async ownedBy(owner, afterId, limit) {
      const docs = collection
        .find<StandingDoc>(
          { open: true, 'header.owner': owner, _id: { $gt: afterId } },
          { projection: standingFields },
        )
        .sort({ _id: 1 })
        .limit(limit);
      return (await docs.toArray()).map(standingOf);
    },
  };
}

const standingFields = { header: 1, open: 1, 'fold.workItemId': 1 } as const;
type StandingDoc = Pick<InteractionDoc, '_id' | 'header' | 'open'> & {
  fold: Pick<ConversationState, 'workItemId'>;
};

function standingOf({ _id, header, open, fold }: StandingDoc): Standing {
  return { id: _id, open, workItemId: fold.workItemId, header };
}
