import { type Connection, Schema } from 'mongoose';

interface AuditDoc {
  at: Date;
  actor: { id: string; name: string };
  action: string;
  target: string;
}

const schema = new Schema<AuditDoc>(
  {
    at: { type: Date, required: true },
    actor: { type: Schema.Types.Mixed, required: true },
    action: { type: String, required: true },
    target: { type: String, required: true },
  },
  { collection: 'audit', versionKey: false },
);
/** Serves "who read this interaction". */
schema.index({ target: 1, at: -1 });

/** Who looked at or changed what (design §8: every read of somebody else's transcript). */
export interface Audit {
  write(entry: AuditDoc): Promise<void>;
  of(target: string, limit: number): Promise<AuditDoc[]>;
}

export function createAudit(connection: Connection): Audit {
  const model = connection.model('audit', schema);
  return {
    async write(entry) {
      await model.create(entry);
    },
    async of(target, limit) {
      const docs = await model.find({ target }).sort({ at: -1 }).limit(limit).lean();
      return docs.map(({ at, actor, action, target: of }) => ({ at, actor, action, target: of }));
    },
  };
}
