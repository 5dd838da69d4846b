import { type Connection, Schema } from 'mongoose';
import { z } from 'zod';
import { type AccessRule, accessRuleBody } from '../../contracts/access.ts';
import { duplicateKeyFields } from '../../store/duplicateKey.ts';

/** What differs from the shipped rules, in one document: a change is there whole or not at all. */
export interface StoredRules {
  /** Counts the changes. 0: nothing was ever changed. */
  revision: number;
  custom: AccessRule[];
  /** Ids of shipped rules that are switched off. */
  off: string[];
}

type RulesDoc = StoredRules & { _id: 'access_rules' };

const schema = new Schema<RulesDoc>(
  {
    _id: { type: String, required: true },
    revision: { type: Number, required: true },
    custom: { type: Schema.Types.Mixed, required: true },
    off: { type: [String], required: true },
  },
  { collection: 'access_rules', versionKey: false, minimize: false },
);

export interface AccessRulesStore {
  /** @throws ZodError: a rule that this version cannot read; nothing is granted by half of the rules. */
  read(): Promise<StoredRules>;
  /** The read that every node makes each second. Served by `_id`. */
  revision(): Promise<number>;
  /** False: somebody changed the rules since `rules.revision - 1`. */
  write(rules: StoredRules): Promise<boolean>;
}

const customRules = z.array(
  z.looseObject({ id: z.string(), shipped: z.literal(false) }).transform(({ id, shipped, ...body }) => ({
    ...accessRuleBody.parse(body),
    id,
    shipped,
  })),
);

export function createAccessRulesStore(connection: Connection): AccessRulesStore {
  const model = connection.model('access_rules', schema);
  return {
    async read() {
      const doc = await model.findById('access_rules').lean();
      if (doc === null) return { revision: 0, custom: [], off: [] };
      return { revision: doc.revision, custom: customRules.parse(doc.custom), off: doc.off };
    },
    async revision() {
      return (await model.findById('access_rules', { revision: 1 }).lean())?.revision ?? 0;
    },
    async write(rules) {
      const before = { _id: 'access_rules' as const, revision: rules.revision - 1 };
      try {
        // The first write finds nothing and inserts; of two of these one meets the other's id.
        const options = { upsert: before.revision === 0 };
        const result = await model.updateOne(before, { $set: rules }, options);
        return result.matchedCount + result.upsertedCount > 0;
      } catch (error) {
        if (duplicateKeyFields(error) === null) throw error;
        return false;
      }
    },
  };
}
