import { type Connection, Schema } from 'mongoose';
import type { Agent, AgentProfile } from './agent.ts';

type AgentDoc = Omit<Agent, 'id'> & { _id: string };

const schema = new Schema<AgentDoc>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    email: { type: String, required: true },
    queues: { type: [String], required: true },
    capacity: { type: Number, default: null },
    skills: { type: [String], required: true },
    scope: { type: Schema.Types.Mixed },
    presence: { type: String, required: true },
    presenceSince: { type: Date, required: true },
    beats: { type: Schema.Types.Mixed, required: true },
    seenAt: { type: Date, default: null },
    held: { type: Schema.Types.Mixed, required: true },
    rev: { type: Number, required: true },
    lastAssignedAt: { type: Date, default: null },
  },
  { collection: 'agents', versionKey: false, minimize: false },
);
/** Serves the router (who showed a sign of life) and the sweeper (whose lease ran out). */
schema.index({ seenAt: 1 });

/** The agents with their presence and the capacity in use. Each write is one guarded update. */
export interface Agents {
  /** Creates the agent, offline, or renews what an administrator says; presence and held work stay. */
  save(profile: AgentProfile, at: Date): Promise<void>;
  get(id: string): Promise<Agent | null>;
  /** Those of them that there are, in one read. */
  byIds(ids: readonly string[]): Promise<Agent[]>;
  /** In id order, after `afterId`. */
  list(afterId: string, limit: number): Promise<Agent[]>;
  /** Who showed a sign of life at or after `since`. */
  seenSince(since: Date): Promise<Agent[]>;
  /** Whose last sign of life is before `before`: the lease ran out and nobody has dealt with it. */
  lost(before: Date, limit: number): Promise<Agent[]>;
  /** Null: no such agent. */
  setPresence(id: string, state: string, at: Date): Promise<Agent | null>;
  beat(ids: string[], node: string, at: Date): Promise<void>;
  /** Removes the node's heartbeat; the lease goes on from now. */
  leave(id: string, node: string, at: Date): Promise<void>;
  /** Removes the heartbeat of a node that died, unless it has beaten since. */
  dropBeat(id: string, node: string, beat: Date): Promise<void>;
  /** Takes a unit of capacity for the work item. False: none is left, or this work item has one already. */
  take(id: string, workItemId: string, capacity: number, at: Date): Promise<boolean>;
  /** Gives the unit back. Repeating is harmless. */
  give(id: string, workItemId: string): Promise<void>;
  /** Repair: the unit of work that the agent holds without one; not bound by the capacity. */
  restore(id: string, workItemId: string, at: Date): Promise<void>;
  /** Counts an offer. False: the agent's load changed since `rev` was read. */
  countOffer(id: string, rev: number): Promise<boolean>;
  /** The lease ran out: offline, no heartbeats. False: the agent came back, or another node was first. */
  markLost(id: string, before: Date, at: Date): Promise<boolean>;
}

export function createAgents(connection: Connection): Agents {
  const model = connection.model('agent', schema);
  const collection = connection.collection<AgentDoc>('agents');
  return {
    async save({ id, name, email, queues, capacity, skills, scope }, at) {
      // Named one by one: a caller's object may carry more, and presence and held work are not the caller's.
      const profile = { name, email, queues, capacity, skills, ...(scope === undefined ? {} : { scope }) };
      const fresh = {
        presence: 'offline',
        presenceSince: at,
        beats: {},
        seenAt: null,
        held: [],
        rev: 0,
        lastAssignedAt: null,
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
    async list(afterId, limit) {
      const docs = await model
        .find({ _id: { $gt: afterId } })
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
    async setPresence(id, state, at) {
      const doc = await collection.findOneAndUpdate(
        { _id: id },
        { $set: { presence: state, presenceSince: at }, $max: { seenAt: at } },
        { returnDocument: 'after' },
      );
      return doc === null ? null : agentOf(doc);
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
    async take(id, workItemId, capacity, at) {
      if (capacity < 1) return false;
      const result = await collection.updateOne(
        // The guard of the capacity: the last place of the list must be empty when the unit is added.
        { _id: id, 'held.workItemId': { $ne: workItemId }, [`held.${capacity - 1}`]: { $exists: false } },
        {
          $push: { held: { workItemId, at } },
          $inc: { rev: 1 },
          $set: { lastAssignedAt: at },
          // Taking work is a sign of life, so that a lease runs for work taken without a socket too.
          $max: { seenAt: at },
        },
      );
      return result.matchedCount > 0;
    },
    async give(id, workItemId) {
      await collection.updateOne({ _id: id }, { $pull: { held: { workItemId } } });
    },
    async restore(id, workItemId, at) {
      await collection.updateOne(
        { _id: id, 'held.workItemId': { $ne: workItemId } },
        { $push: { held: { workItemId, at } }, $inc: { rev: 1 }, $max: { seenAt: at } },
      );
    },
    async countOffer(id, rev) {
      const result = await collection.updateOne({ _id: id, rev }, { $inc: { rev: 1 } });
      return result.matchedCount > 0;
    },
    async markLost(id, before, at) {
      const result = await collection.updateOne(
        { _id: id, seenAt: { $lt: before } },
        { $set: { presence: 'offline', presenceSince: at, beats: {}, seenAt: null } },
      );
      return result.matchedCount > 0;
    },
  };
}

/** A node's name becomes a field name, so it must not hold a dot or a dollar. */
function beatOf(node: string): string {
  return `beats.${node.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`;
}

function agentOf({ _id, ...agent }: AgentDoc): Agent {
  return { id: _id, ...agent };
}
