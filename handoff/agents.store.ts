import { type Connection, Schema } from 'mongoose';
import { AppError } from '../contracts/errors.ts';
import type { Scope } from '../contracts/scope.ts';
import { agentSkills } from '../contracts/skills.ts';
import type { Agent, AgentProfile, HeldUnit, LostWork } from './agent.ts';
import { createPresenceHistory, type PresenceStretch } from './presenceHistory.store.ts';
import { agentsMeeting, everything } from './scopeConditions.ts';

type AgentDoc = Omit<Agent, 'id'> & { _id: string };

const schema = new Schema<AgentDoc>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    email: { type: String, required: true },
    queues: { type: [String], required: true },
    groups: { type: [String], default: [] },
    capacity: { type: Number, default: null },
    capacities: { type: Schema.Types.Mixed },
    skills: { type: Schema.Types.Mixed, required: true },
    scope: { type: Schema.Types.Mixed },
    presence: { type: String, required: true },
    presenceReason: { type: String, default: null },
    presenceSince: { type: Date, required: true },
    beats: { type: Schema.Types.Mixed, required: true },
    seenAt: { type: Date, default: null },
    actedAt: { type: Date, default: null },
    held: { type: Schema.Types.Mixed, required: true },
    rev: { type: Number, required: true },
    lastAssignedAt: { type: Date, default: null },
    lost: { type: Schema.Types.Mixed },
  },
  { collection: 'agents', versionKey: false, minimize: false },
);
/** Serves the router (who showed a sign of life) and the sweeper (whose lease ran out). */
schema.index({ seenAt: 1 });

/** Whoever changes the agent's load in between brings the answer nearer; this many times is a fault. */
const takeAttempts = 50;
const mostLost = 20;

/** The agents with their presence and the capacity in use. Each write is one guarded update. */
export interface Agents {
  /** Creates the agent, offline, or renews what an administrator says; presence and held work stay. */
  save(profile: AgentProfile, at: Date): Promise<void>;
  get(id: string): Promise<Agent | null>;
  /** Those of them that there are, in one read. */
  byIds(ids: readonly string[]): Promise<Agent[]>;
  /** In id order, after `afterId`; of `seen`: those who may see something of this scope. */
  list(afterId: string, limit: number, seen?: Scope): Promise<Agent[]>;
  /** Who showed a sign of life at or after `since`. */
  seenSince(since: Date): Promise<Agent[]>;
  /** Whose last sign of life is before `before`: the lease ran out and nobody has dealt with it. */
  lost(before: Date, limit: number): Promise<Agent[]>;
  /** Whose presence is none of these. */
  inOtherStates(states: string[]): Promise<Agent[]>;
  /** As the agent says. Null: no such agent. */
  setPresence(id: string, state: string, reason: string | null, at: Date): Promise<Agent | null>;
  /**
   * The presence of an agent who did not choose it. Null: it is another one than was read by now, or the agent did
   * something after `idleSince`.
   */
  putPresence(
    read: Agent,
    state: string,
    reason: string | null,
    at: Date,
    idleSince?: Date,
  ): Promise<Agent | null>;
  /** What the agent was, the latest first, without what still goes on. */
  presenceHistory(id: string, limit: number): Promise<PresenceStretch[]>;
  /** Of all agents, what was over before; repeating is harmless. */
  forgetPresences(before: Date): Promise<void>;
  /** The agent did something: whoever does is not inactive. */
  acted(id: string, at: Date): Promise<void>;
  beat(ids: string[], node: string, at: Date): Promise<void>;
  /** Removes the node's heartbeat; the lease goes on from now. */
  leave(id: string, node: string, at: Date): Promise<void>;
  /** Removes the heartbeat of a node that died, unless it has beaten since. */
  dropBeat(id: string, node: string, beat: Date): Promise<void>;
  /**
   * Takes capacity for the unit where `fits` says that there is room beside what the agent holds; `fits` is asked again
   * when the agent's load changed in between. False: no room, no such agent, or the work has its unit already.
   */
  take(id: string, unit: HeldUnit, fits: (agent: Agent) => boolean): Promise<boolean>;
  /** Gives the unit back. Repeating is harmless. */
  give(id: string, workItemId: string): Promise<void>;
  /** Repair: the unit of work that the agent holds without one; not bound by the capacity. */
  restore(id: string, unit: HeldUnit): Promise<void>;
  /** Counts an offer. False: the agent's load changed since `rev` was read. */
  countOffer(id: string, rev: number): Promise<boolean>;
  /** Keeps that work goes back because the connection was lost; repeating is harmless. */
  noteLost(id: string, lost: LostWork): Promise<void>;
  /** The agent has seen it. */
  lostSeen(id: string): Promise<void>;
  /** The lease ran out: offline, no heartbeats. False: the agent came back, or another node was first. */
  markLost(id: string, before: Date, at: Date): Promise<boolean>;
}

export function createAgents(connection: Connection): Agents {
  const model = connection.model('agent', schema);
  const collection = connection.collection<AgentDoc>('agents');
  const history = createPresenceHistory(connection);

  /** From the presence that was read; the one who changes it keeps how long it was. The same again changes nothing. */
  async function changePresence(
    read: Agent,
    state: string,
    reason: string | null,
    at: Date,
    also: { $max?: { seenAt: Date } },
    guard: Record<string, unknown> = {},
  ): Promise<Agent | null> {
    const { id, presence, presenceReason, presenceSince } = read;
    const same = presence === state && presenceReason === reason;
    const doc = await collection.findOneAndUpdate(
      { _id: id, presence, presenceSince, ...guard },
      {
        $set: { presence: state, presenceReason: reason, presenceSince: same ? presenceSince : at },
        // An offer that rests on the presence before is not made any more.
        $inc: { rev: 1 },
        ...also,
      },
      { returnDocument: 'after' },
    );
    if (doc === null) return null;
    if (!same) await history.add(id, stretchOf(read, at));
    return agentOf(doc);
  }

  return {
    async save({ id, name, email, queues, groups, capacity, capacities, skills, scope }, at) {
      // Named one by one: a caller's object may carry more, and presence and held work are not the caller's.
      const profile = {
        name,
        email,
        queues,
        groups,
        capacity,
        capacities,
        skills,
        ...(scope === undefined ? {} : { scope }),
      };
      const fresh = {
        presence: 'offline',
        presenceReason: null,
        presenceSince: at,
        beats: {},
        seenAt: null,
        actedAt: null,
        held: [],
        rev: 0,
        lastAssignedAt: null,
        lost: [],
      };
      await collection.updateOne({ _id: id }, { $set: profile, $setOnInsert: fresh }, { upsert: true });
    },
    async get(id) {
      const doc = await model.findById(id).lean();
      return doc === null ? null : agentOf(doc);
    },
    async byIds(ids) {
      if (ids.length === 0) return [];
      return (await model.find({ _id: { $in: [...ids] } }).lean()).map(agentOf);
    },
    async list(afterId, limit, seen = everything) {
      const docs = await model
        .find({ _id: { $gt: afterId }, ...agentsMeeting(seen) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return docs.map(agentOf);
    },
    async seenSince(since) {
      return (await model.find({ seenAt: { $gte: since } }).lean()).map(agentOf);
    },
    async lost(before, limit) {
      const docs = await model
        .find({ seenAt: { $lt: before } })
        .sort({ seenAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(agentOf);
    },
    async inOtherStates(states) {
      return (await model.find({ presence: { $nin: states } }).lean()).map(agentOf);
    },
    async setPresence(id, state, reason, at) {
      for (let attempt = 0; attempt < takeAttempts; attempt += 1) {
        const doc = await model.findById(id).lean();
        if (doc === null) return null;
        const changed = await changePresence(agentOf(doc), state, reason, at, { $max: { seenAt: at } });
        if (changed !== null) return changed;
      }
      throw new AppError('unavailable', 'the presence changes too fast; try again', { retryAfter: 1 });
    },
    async putPresence(read, state, reason, at, idleSince) {
      const idle = idleSince === undefined ? {} : { actedAt: { $not: { $gt: idleSince } } };
      return changePresence(read, state, reason, at, {}, idle);
    },
    presenceHistory: (id, limit) => history.of(id, limit),
    forgetPresences: (before) => history.forget(before),
    async acted(id, at) {
      await collection.updateOne({ _id: id }, { $max: { actedAt: at } });
    },
    async beat(ids, node, at) {
      if (ids.length === 0) return;
      await collection.updateMany(
        { _id: { $in: ids } },
        { $set: { [beatOf(node)]: at }, $max: { seenAt: at } },
      );
    },
    async leave(id, node, at) {
      await collection.updateOne({ _id: id }, { $unset: { [beatOf(node)]: '' }, $max: { seenAt: at } });
    },
    async dropBeat(id, node, beat) {
      await collection.updateOne({ _id: id, [beatOf(node)]: beat }, { $unset: { [beatOf(node)]: '' } });
    },
    async take(id, unit, fits) {
      for (let attempt = 0; attempt < takeAttempts; attempt += 1) {
        const doc = await model.findById(id).lean();
        if (doc === null) return false;
        const agent = agentOf(doc);
        const has = agent.held.some(({ workItemId }) => workItemId === unit.workItemId);
        if (has || !fits(agent)) return false;
        const result = await collection.updateOne(
          // The guard of the capacity: whatever adds to the load counts `rev`.
          { _id: id, rev: agent.rev, 'held.workItemId': { $ne: unit.workItemId } },
          {
            $push: { held: unit },
            $inc: { rev: 1 },
            $set: { lastAssignedAt: unit.at },
            // Taking work is a sign of life, so that a lease runs for work taken without a socket too.
            $max: { seenAt: unit.at },
          },
        );
        if (result.matchedCount > 0) return true;
      }
      throw new AppError('unavailable', 'the load of this agent changes too fast; try again', {
        retryAfter: 1,
      });
    },
    async give(id, workItemId) {
      await collection.updateOne({ _id: id }, { $pull: { held: { workItemId } } });
    },
    async restore(id, unit) {
      await collection.updateOne(
        { _id: id, 'held.workItemId': { $ne: unit.workItemId } },
        { $push: { held: unit }, $inc: { rev: 1 }, $max: { seenAt: unit.at } },
      );
    },
    async countOffer(id, rev) {
      const result = await collection.updateOne({ _id: id, rev }, { $inc: { rev: 1 } });
      return result.matchedCount > 0;
    },
    async noteLost(id, lost) {
      await collection.updateOne(
        { _id: id, 'lost.number': { $ne: lost.number } },
        { $push: { lost: { $each: [lost], $slice: -mostLost } } },
      );
    },
    async lostSeen(id) {
      await collection.updateOne({ _id: id }, { $set: { lost: [] } });
    },
    async markLost(id, before, at) {
      const doc = await collection.findOneAndUpdate(
        { _id: id, seenAt: { $lt: before } },
        { $set: { presence: 'offline', presenceReason: null, presenceSince: at, beats: {}, seenAt: null } },
        { returnDocument: 'before' },
      );
      if (doc !== null && doc.presence !== 'offline') await history.add(id, stretchOf(agentOf(doc), at));
      return doc !== null;
    },
  };
}

function stretchOf({ presence, presenceReason, presenceSince }: Agent, to: Date): PresenceStretch {
  return { state: presence, reason: presenceReason, from: presenceSince, to };
}

/** A node's name becomes a field name, so it must not hold a dot or a dollar. */
function beatOf(node: string): string {
  return `beats.${node.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`;
}

/** Also one that was stored before agents had groups, levels and capacities of their own. */
function agentOf({ _id, ...doc }: AgentDoc): Agent {
  return {
    ...doc,
    id: _id,
    groups: doc.groups ?? [],
    capacities: doc.capacities ?? {},
    skills: agentSkills(doc.skills),
    presenceReason: doc.presenceReason ?? null,
    actedAt: doc.actedAt ?? null,
    held: doc.held.map((unit) => ({ ...unit, type: unit.type ?? 'chat', size: unit.size ?? 1 })),
    lost: doc.lost ?? [],
  };
}
