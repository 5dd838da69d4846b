import { type Connection, Schema } from 'mongoose';
import { v7 } from 'uuid';
import type { AuditEntry, AuditQuery } from '../contracts/audit.ts';
import type { NameRef } from '../contracts/header.ts';
import type { Page } from '../contracts/http.ts';
import { behindTime, keysetPage, rowCursor } from '../store/keysetPage.ts';

interface AuditDoc {
  _id: string;
  at: Date;
  actor: NameRef;
  action: string;
  target: string;
  details?: Record<string, unknown>;
}

const schema = new Schema<AuditDoc>(
  {
    _id: { type: String, required: true },
    at: { type: Date, required: true },
    actor: { type: Schema.Types.Mixed, required: true },
    action: { type: String, required: true },
    target: { type: String, required: true },
    details: { type: Schema.Types.Mixed },
  },
  { collection: 'audit', versionKey: false, minimize: false },
);
/** Serves the audit in order, and "between these days". */
schema.index({ at: -1, _id: -1 });
/** Serves "who read this interaction", "what did this person do" and "who did this". */
schema.index({ target: 1, at: -1, _id: -1 });
schema.index({ 'actor.id': 1, at: -1, _id: -1 });
schema.index({ action: 1, at: -1, _id: -1 });

export type NewAuditEntry = Omit<AuditDoc, '_id'>;

/** Who looked at or changed what (design §8). Entries are added; nothing changes or removes one. */
export interface Audit {
  /** Answers the entry's id. */
  write(entry: NewAuditEntry): Promise<string>;
  /** The latest first. @throws AppError `invalid`: a cursor that is not one. */
  /** `without`: an action that is left out. */
  page(query: AuditQuery & { without?: string | undefined }): Promise<Page<AuditEntry>>;
}

export function createAudit(connection: Connection): Audit {
  const model = connection.model('audit', schema);
  return {
    async write(entry) {
      const id = v7();
      await model.create({ _id: id, ...entry });
      return id;
    },
    async page({ actor, action, without, target, from, to, limit, cursor }) {
      const conditions: Record<string, unknown>[] = [];
      if (actor !== undefined) conditions.push({ 'actor.id': actor });
      if (action !== undefined) conditions.push({ action });
      if (without !== undefined) conditions.push({ action: { $ne: without } });
      if (target !== undefined) conditions.push({ target });
      if (from !== undefined) conditions.push({ at: { $gte: new Date(from) } });
      if (to !== undefined) conditions.push({ at: { $lte: new Date(to) } });
      if (cursor !== undefined) conditions.push(...behindTime('at', cursor));
      const docs = await model
        .find(conditions.length === 0 ? {} : { $and: conditions })
        .sort({ at: -1, _id: -1 })
        .limit(limit + 1)
        .lean();
      return keysetPage(docs, limit, entryOf, ({ _id, at }) => rowCursor(at.toISOString(), _id));
    },
  };
}

function entryOf({ _id, at, actor, action, target, details }: AuditDoc): AuditEntry {
  const entry = { id: String(_id), at: at.toISOString(), actor, action, target };
  return details === undefined ? entry : { ...entry, details };
}
