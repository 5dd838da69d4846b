import { type Connection, Schema } from 'mongoose';
import type { Scope } from '../contracts/scope.ts';
import { requiredSkills } from '../contracts/skills.ts';
import { mayBecome, workItemTransitions } from '../contracts/states.ts';
import { duplicateKeyFields } from '../store/duplicateKey.ts';
import type { HeldUnit } from './agent.ts';
import { needsOf } from './routing/needsOf.ts';
import type { Needs } from './routing/positionOf.ts';
import { everything, workInScope } from './scopeConditions.ts';
import type { LoggedStep, PastOffer, Place, WorkItem } from './workItem.ts';
import type { Step } from './workItemSteps.ts';

/** `needs`: what routing/needsOf.ts says, so that the router may leave out what nobody free can take. */
type WorkItemDoc = Omit<WorkItem, 'id'> & { _id: string; needs?: string };

/** Work that the router wants to see: that needs one of these, and entered the queue by `queuedBy`. */
export interface QueuedFilter {
  needs: readonly string[];
  queuedBy: Date | null;
}

const schema = new Schema<WorkItemDoc>(
  {
    _id: { type: String, required: true },
    v: { type: Number, required: true },
    rev: { type: Number, required: true },
    state: { type: String, required: true },
    open: { type: Boolean, required: true },
    interactionId: { type: String, required: true },
    number: { type: String, required: true },
    queueId: { type: String, required: true },
    enqueuedAt: { type: Date, required: true },
    priority: { type: Number, required: true },
    raised: { type: Number },
    type: { type: String },
    size: { type: Number },
    needs: { type: String },
    usesCapacity: { type: Boolean },
    skills: { type: Schema.Types.Mixed, required: true },
    context: { type: Schema.Types.Mixed },
    affinity: { type: Schema.Types.Mixed },
    reservedFor: { type: String, default: null },
    queuedAt: { type: Date },
    stepsDone: { type: Number },
    rungsDone: { type: Number },
    ladderOf: { type: String, default: null },
    ladderAt: { type: Date, default: null },
    dueAt: { type: Date, default: null },
    shortDescription: { type: String },
    openedFor: { type: Schema.Types.Mixed, required: true },
    sentiment: { type: String, default: null },
    scope: { type: Schema.Types.Mixed },
    offeredTo: { type: String, default: null },
    offeredAt: { type: Date, default: null },
    offerExpiresAt: { type: Date, default: null },
    terms: { type: Schema.Types.Mixed, default: null },
    acceptedBy: { type: String, default: null },
    acceptedAt: { type: Date, default: null },
    firstPosition: { type: Number, default: null },
    waitSeconds: { type: Number, default: null },
    offers: { type: Schema.Types.Mixed, required: true },
    decision: { type: Schema.Types.Mixed, default: null },
    log: { type: Schema.Types.Mixed },
    closedAt: { type: Date, default: null },
    why: { type: String, default: null },
  },
  { collection: 'work_items', versionKey: false, minimize: false },
);
/** Serves positions and the number of those who wait. */
schema.index({ queueId: 1, state: 1, priority: -1, enqueuedAt: 1, _id: 1 });
/** Serves the router: what a queue's work needs, and what needs the same in order. */
schema.index(
  { queueId: 1, state: 1, needs: 1, priority: -1, enqueuedAt: 1, _id: 1 },
  { partialFilterExpression: { state: 'queued' } },
);
/** Serve finding the work of an interaction by its id or number. */
schema.index({ interactionId: 1 });
schema.index({ number: 1 });
/** Serves an agent's inbox and the return of a lost agent's work. */
schema.index({ acceptedBy: 1, state: 1 });
/** Serves an agent's offers. */
schema.index({ offeredTo: 1 }, { partialFilterExpression: { state: 'pending_accept' } });
/** Serves the router (offers that stand) and the sweeper (offers that ran out). */
schema.index({ state: 1, offerExpiresAt: 1 });
/** Serves the estimate of the wait. */
schema.index({ queueId: 1, acceptedAt: -1 });
/** Serves what is due while work waits: a queue's steps and its ladder. */
schema.index({ dueAt: 1 }, { partialFilterExpression: { open: true } });
/** Serves the router: work that is kept for one agent. */
schema.index({ state: 1, reservedFor: 1 });
/** Serves the router: work of which nobody knows yet, or any more, why it waits. */
schema.index({ state: 1, 'decision.at': 1 });
/** Serves repair: what is still open. */
schema.index({ open: 1, _id: 1 });

const waiting = ['queued', 'pending_accept'] as const;

/** The work items (design §4). */
export interface WorkItems {
  /** False: there is one with this id. */
  insert(item: WorkItem): Promise<boolean>;
  /** The one way to change a work item: a guarded update. Null: somebody changed it since it was read. */
  step(item: WorkItem, step: Step): Promise<WorkItem | null>;
  /** Stores why nobody was offered it, with a line of the log; nothing when it changed since it was read. */
  explain(item: WorkItem, decision: NonNullable<WorkItem['decision']>, logged?: LoggedStep): Promise<void>;
  get(id: string): Promise<WorkItem | null>;
  /** The open work of an interaction, by its id or number; more than one only after a crash. */
  openOf(interaction: string): Promise<WorkItem[]>;
  /** All work there ever was of an interaction, by its id or number, the earliest first. */
  ofInteraction(interaction: string): Promise<WorkItem[]>;
  /** Who had the work of this conversation that was closed last; null: nobody. */
  lastHolder(interactionId: string): Promise<string | null>;
  /** The queue where this interaction waited last; null: it never did. */
  lastQueueOf(interactionId: string): Promise<string | null>;
  /** What the queued items of a queue need (routing/needsOf.ts), each once; however many they are. */
  needsIn(queueId: string): Promise<string[]>;
  /** The queued items of a queue that `filter` lets through, in order, after a place; without their decisions, which are long. */
  queued(queueId: string, after: Place | null, limit: number, filter: QueuedFilter): Promise<WorkItem[]>;
  /** Says of work that was stored before this was kept what it needs; some of it at a time. */
  nameNeeds(queueIds: string[]): Promise<void>;
  /** Queued work that is kept for one agent. */
  reserved(): Promise<WorkItem[]>;
  /** Queued work without a stored reason, and with one of before `before`, without its log. */
  undecided(before: Date, limit: number): Promise<WorkItem[]>;
  /** Who waits in a queue, offered or not, in order; without the decisions. */
  waiting(queueId: string, limit: number): Promise<WorkItem[]>;
  countWaiting(queueIds: string[], seen?: Scope): Promise<number>;
  /** Who waits before this place in its queue, in order, as far as their places go: what they need of an agent. */
  before(queueId: string, place: Place, limit: number): Promise<Needs[]>;
  /** How many wait before this place in its queue. */
  countBefore(queueId: string, place: Place): Promise<number>;
  /** The units of the offers that stand, by agent. */
  pendingOffers(): Promise<Map<string, Pick<HeldUnit, 'type' | 'size'>[]>>;
  offeredTo(agentId: string): Promise<WorkItem[]>;
  heldBy(agentId: string): Promise<WorkItem[]>;
  /** Waiting work for which something is due (handoff/waiting/), the longest due first. */
  due(now: Date, limit: number): Promise<WorkItem[]>;
  /** Offers that ran out, the oldest first. */
  expired(now: Date, limit: number): Promise<WorkItem[]>;
  /** Latest first acceptances since `since`: seconds waited, and the place at entering. */
  recentWaits(
    queueId: string,
    since: Date,
    limit: number,
    seen?: Scope,
  ): Promise<{ waitSeconds: number; position: number }[]>;
  openAfter(afterId: string, limit: number): Promise<WorkItem[]>;
  /** The ids among `ids` that exist, with whether they are open. */
  known(ids: string[]): Promise<Map<string, boolean>>;
}

export function createWorkItems(connection: Connection): WorkItems {
  const model = connection.model('work_item', schema);
  const collection = connection.collection<WorkItemDoc>('work_items');
  const inOrder = { priority: -1, enqueuedAt: 1, _id: 1 } as const;
  /** Two look-ups with an index each; ids and numbers do not overlap. */
  const all = async (interaction: string): Promise<WorkItem[]> => {
    const byId = await model.find({ interactionId: interaction }).lean();
    const docs = byId.length > 0 ? byId : await model.find({ number: interaction }).lean();
    return docs.map(itemOf);
  };
  return {
    async insert({ id, ...item }) {
      try {
        await collection.insertOne({ _id: id, ...item, needs: needsOf(item) });
        return true;
      } catch (error) {
        if (duplicateKeyFields(error) === null) throw error;
        return false;
      }
    },
    async step(item, { to, set, stays = false, past, logged }) {
      // From one agent to another it stays accepted (domain D4, transfer and taking over).
      const handedOver = to === 'accepted' && item.state === to && set.acceptedBy !== item.acceptedBy;
      if ((item.state === to && !handedOver && !stays) || !mayBecome(workItemTransitions, item.state, to))
        throw new Error(`a work item may not go from ${item.state} to ${to}`);
      const doc = await collection.findOneAndUpdate(
        { _id: item.id, rev: item.rev, state: item.state },
        {
          $set: {
            ...set,
            state: to,
            needs: needsOf({ ...item, ...set }),
          },
          $inc: { rev: 1 },
          ...pushed({ offers: past, log: logged }),
        },
        { returnDocument: 'after' },
      );
      return doc === null ? null : itemOf(doc);
    },
    async explain(item, decision, logged) {
      await collection.updateOne(
        // Of several that look at the same time one writes it.
        { _id: item.id, rev: item.rev, state: item.state, 'decision.at': item.decision?.at ?? null },
        { $set: { decision }, ...pushed({ offers: undefined, log: logged }) },
      );
    },
    async get(id) {
      const doc = await model.findById(id).lean();
      return doc === null ? null : itemOf(doc);
    },
    openOf: async (interaction) => (await all(interaction)).filter((item) => item.open),
    async ofInteraction(interaction) {
      const items = await all(interaction);
      return items.sort((a, b) => a.enqueuedAt.getTime() - b.enqueuedAt.getTime());
    },
    async lastHolder(interactionId) {
      const doc = await model
        .findOne({ interactionId, state: 'closed' }, { acceptedBy: 1 })
        .sort({ closedAt: -1 })
        .lean();
      return doc?.acceptedBy ?? null;
    },
    async lastQueueOf(interactionId) {
      const doc = await model.findOne({ interactionId }, { queueId: 1 }).sort({ enqueuedAt: -1 }).lean();
      return doc?.queueId ?? null;
    },
    needsIn: (queueId) => model.distinct('needs', { queueId, state: 'queued' }),
    async queued(queueId, after, limit, { needs, queuedBy }) {
      const docs = await collection
        .find(
          {
            queueId,
            state: 'queued',
            needs: { $in: [...needs] },
            ...(after === null ? {} : behind(after)),
            ...(queuedBy === null ? {} : { queuedAt: { $lte: queuedBy } }),
          },
          { projection: brief },
        )
        .sort(inOrder)
        .limit(limit)
        .toArray();
      return docs.map(itemOf);
    },
    async nameNeeds(queueIds) {
      const docs = await model
        .find({ queueId: { $in: queueIds }, state: 'queued', needs: null })
        .limit(500)
        .lean();
      await Promise.all(
        docs.map(({ _id, rev, ...doc }) =>
          collection.updateOne({ _id, rev }, { $set: { needs: needsOf(itemOf({ _id, rev, ...doc })) } }),
        ),
      );
    },
    async reserved() {
      const docs = await model
        .find({ reservedFor: { $gt: '' }, state: 'queued' })
        .sort({ enqueuedAt: 1 })
        .lean();
      return docs.map(itemOf);
    },
    async undecided(before, limit) {
      const found: WorkItem[] = [];
      for (const at of [{ 'decision.at': null }, { 'decision.at': { $lt: before } }]) {
        const left = limit - found.length;
        if (left <= 0) break;
        const docs = await model
          .find({ state: 'queued', ...at }, { log: 0 })
          .limit(left)
          .lean();
        found.push(...docs.map(itemOf));
      }
      return found;
    },
    async waiting(queueId, limit) {
      const docs = await model
        .find({ queueId, state: { $in: waiting } }, brief)
        .sort(inOrder)
        .limit(limit)
        .lean();
      return docs.map(itemOf);
    },
    async countWaiting(queueIds, seen = everything) {
      return queueIds.length === 0
        ? 0
        : model.countDocuments({
            queueId: { $in: queueIds },
            state: { $in: waiting },
            ...workInScope(seen),
          });
    },
    async before(queueId, place, limit) {
      const docs = await model
        .find(
          { queueId, state: { $in: waiting }, ...before(place) },
          { type: 1, size: 1, skills: 1, scope: 1, reservedFor: 1 },
        )
        .sort(inOrder)
        .limit(limit)
        .lean();
      return docs.map(({ type, size, skills, scope, reservedFor }) => ({
        type: type ?? 'chat',
        size: size ?? 1,
        skills: requiredSkills(skills),
        scope,
        reservedFor: reservedFor ?? null,
      }));
    },
    async countBefore(queueId, place) {
      return model.countDocuments({ queueId, state: { $in: waiting }, ...before(place) });
    },
    async pendingOffers() {
      const docs = await model.find({ state: 'pending_accept' }, { offeredTo: 1, type: 1, size: 1 }).lean();
      const units = new Map<string, Pick<HeldUnit, 'type' | 'size'>[]>();
      for (const { offeredTo, type = 'chat', size = 1 } of docs)
        if (offeredTo !== null) units.set(offeredTo, [...(units.get(offeredTo) ?? []), { type, size }]);
      return units;
    },
    async offeredTo(agentId) {
      const docs = await model.find({ offeredTo: agentId, state: 'pending_accept' }, brief).lean();
      return docs.map(itemOf).sort((a, b) => Number(a.offeredAt) - Number(b.offeredAt));
    },
    async heldBy(agentId) {
      const docs = await model.find({ acceptedBy: agentId, state: 'accepted' }, brief).lean();
      return docs.map(itemOf).sort((a, b) => Number(a.acceptedAt) - Number(b.acceptedAt));
    },
    async due(now, limit) {
      const docs = await model
        .find({ open: true, dueAt: { $lte: now }, state: { $in: waiting } }, brief)
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(itemOf);
    },
    async expired(now, limit) {
      const docs = await model
        .find({ state: 'pending_accept', offerExpiresAt: { $lte: now } }, brief)
        .sort({ offerExpiresAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(itemOf);
    },
    async recentWaits(queueId, since, limit, seen = everything) {
      const docs = await model
        .find(
          { queueId, acceptedAt: { $gte: since }, ...workInScope(seen) },
          { waitSeconds: 1, firstPosition: 1 },
        )
        .sort({ acceptedAt: -1 })
        .limit(limit)
        .lean();
      return docs.flatMap(({ waitSeconds, firstPosition }) =>
        waitSeconds === null || firstPosition === null ? [] : [{ waitSeconds, position: firstPosition }],
      );
    },
    async openAfter(afterId, limit) {
      const docs = await model
        .find({ open: true, _id: { $gt: afterId } }, brief)
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return docs.map(itemOf);
    },
    async known(ids) {
      const docs = await model.find({ _id: { $in: ids } }, { open: 1 }).lean();
      return new Map(docs.map((doc) => [doc._id, doc.open]));
    },
  };
}

/** Adds to the lists that have something new, and keeps the latest fifty of each. */
function pushed(added: { offers: PastOffer | undefined; log: LoggedStep | undefined }) {
  const lists = Object.entries(added).flatMap(([name, one]) =>
    one === undefined ? [] : [[name, { $each: [one], $slice: -50 }]],
  );
  return lists.length === 0 ? {} : { $push: Object.fromEntries(lists) };
}

/** Later in the order than a place: lower priority, then later arrival, then the id. */
function behind({ priority, enqueuedAt, id }: Place): Record<string, unknown> {
  return {
    $or: [
      { priority: { $lt: priority } },
      { priority, enqueuedAt: { $gt: enqueuedAt } },
      { priority, enqueuedAt, _id: { $gt: id } },
    ],
  };
}

function before({ priority, enqueuedAt, id }: Place): Record<string, unknown> {
  return {
    $or: [
      { priority: { $gt: priority } },
      { priority, enqueuedAt: { $lt: enqueuedAt } },
      { priority, enqueuedAt, _id: { $lt: id } },
    ],
  };
}

/** What only the log of the router's decisions needs, and is long: fifty lines of thirty candidates each. */
const brief = { decision: 0, log: 0 } as const;

/** Also one that was stored before work had a kind and a size, or read without its long parts. */
function itemOf({
  _id,
  needs: _,
  ...doc
}: Omit<WorkItemDoc, keyof typeof brief> & Partial<WorkItemDoc>): WorkItem {
  return {
    ...doc,
    id: _id,
    type: doc.type ?? 'chat',
    size: doc.size ?? 1,
    raised: doc.raised ?? 0,
    usesCapacity: doc.usesCapacity ?? true,
    skills: requiredSkills(doc.skills),
    context: doc.context ?? {},
    affinity: doc.affinity ?? [],
    reservedFor: doc.reservedFor ?? null,
    terms: doc.terms ?? null,
    queuedAt: doc.queuedAt ?? doc.enqueuedAt,
    stepsDone: doc.stepsDone ?? 0,
    rungsDone: doc.rungsDone ?? 0,
    ladderOf: doc.ladderOf ?? null,
    ladderAt: doc.ladderAt ?? null,
    dueAt: doc.dueAt ?? null,
    decision: doc.decision ?? null,
    log: doc.log ?? [],
  };
}
