import { type Connection, Schema } from 'mongoose';
import type { InteractionHeader } from '../contracts/header.ts';
import type { InteractionsQuery, Page } from '../contracts/http.ts';
import type { Owner } from '../contracts/states.ts';
import { duplicateKeyFields } from '../store/duplicateKey.ts';
import type { ConversationState } from './conversationState.ts';
import { interactionsFilter } from './interactionsFilter.ts';
import { readConversation } from './readConversation.ts';

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
    open: { type: Boolean, required: true },
  },
  { collection: 'interactions', versionKey: false, minimize: false },
);
/** Serves reading by number. */
schema.index({ number: 1 }, { unique: true });
/** Serves the list in its default order and every filter on top of it. */
schema.index({ 'header.openedAt': -1, _id: -1 });
/** Serves the list by last change. */
schema.index({ 'header.updatedAt': -1, _id: -1 });
/** Serve the filters that select few: state, assignee, requester. */
schema.index({ 'header.state': 1, 'header.openedAt': -1 });
schema.index({ 'header.assignedTo.id': 1, 'header.openedAt': -1 });
schema.index({ 'header.openedFor.id': 1, 'header.openedAt': -1 });
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

export interface Interactions {
  create(state: ConversationState, dueAt: Date | null): Promise<void>;
  load(id: string): Promise<{ state: ConversationState; foldedSeq: number } | null>;
  /** Writes the fold unless a later one is there already. False: it was not needed. */
  save(state: ConversationState, dueAt: Date | null, open: boolean): Promise<boolean>;
  /** Renews the deadline of a fold that is already written; nothing when a later fold came in between. */
  setDue(id: string, foldedSeq: number, dueAt: Date | null): Promise<void>;
  markRead(id: string, seq: number): Promise<void>;
  /** The last folded `seq` of each of these, by id. Served by `_id`. */
  lastSeqs(ids: string[]): Promise<Map<string, number>>;
  idOf(number: string): Promise<string | null>;
  list(query: InteractionsQuery): Promise<Page<InteractionHeader>>;
  /** Ids of the open interactions whose deadline has passed, earliest first. */
  due(now: Date, limit: number): Promise<string[]>;
  /** Ids of open interactions after `afterId`, in id order: for repair and for new settings. */
  openAfter(afterId: string, limit: number): Promise<string[]>;
  /** Where these interactions stand; those that do not exist are left out. */
  standings(ids: string[]): Promise<Standing[]>;
  /** Open interactions of one owner after `afterId`, in id order. */
  ownedBy(owner: Owner, afterId: string, limit: number): Promise<Standing[]>;
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
    async save(state, dueAt, open) {
      const { header, ...fold } = state;
      const result = await collection.updateOne(
        { _id: state.id, foldedSeq: { $lt: state.lastSeq } },
        { $set: { header, fold, foldedSeq: state.lastSeq, dueAt, open } },
      );
      return result.matchedCount > 0;
    },
    async setDue(id, foldedSeq, dueAt) {
      await collection.updateOne({ _id: id, foldedSeq }, { $set: { dueAt } });
    },
    async markRead(id, seq) {
      await collection.updateOne({ _id: id }, { $max: { readSeq: seq } });
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
    async list(query) {
      const { filter, sort, cursorOf } = interactionsFilter(query);
      const docs = await model
        .find(filter, { header: 1 })
        .sort(sort)
        .limit(query.limit + 1)
        .lean();
      const items = docs.slice(0, query.limit).map((doc) => doc.header);
      const last = items.at(-1);
      return { items, nextCursor: docs.length > query.limit && last !== undefined ? cursorOf(last) : null };
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
