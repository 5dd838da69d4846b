import { type Connection, Schema } from 'mongoose';
import type { SignedInUser } from '../contracts/http.ts';
import type { Role } from '../contracts/states.ts';
import { duplicateKeyFields } from '../store/duplicateKey.ts';

interface AccountDoc {
  _id: string;
  email: string;
  name: string;
  roles: Role[];
  /** Accounts of the first version have none: they see everything. */
  domain?: string;
  applications?: string[];
  passwordHash: string;
  createdAt: Date;
}

const schema = new Schema<AccountDoc>(
  {
    _id: { type: String, required: true },
    email: { type: String, required: true, lowercase: true, trim: true },
    name: { type: String, required: true },
    roles: { type: [String], required: true },
    domain: { type: String },
    // Without a default of its own mongoose makes an empty list of it, which would be no application at all.
    applications: { type: [String], default: undefined },
    passwordHash: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'accounts', versionKey: false },
);
/** Serves sign-in; one account an address. */
schema.index({ email: 1 }, { unique: true });

export interface Account extends SignedInUser {
  passwordHash: string;
}

/** An account is made with the widest scope unless one is given. */
export type NewAccount = Omit<Account, 'domain'> & { domain?: string };

/** What an account sees: a domain with all below it, in these applications or (null) in all. */
export interface AccountScope {
  domain: string;
  applications: string[] | null;
}

/** The people who sign in: agents, supervisors, VA admins, admins. */
export interface Accounts {
  byEmail(email: string): Promise<Account | null>;
  byId(id: string): Promise<Account | null>;
  any(): Promise<boolean>;
  /** False when the address is taken. */
  create(account: NewAccount, at: Date): Promise<boolean>;
  /** False: there is no such account. */
  setScope(id: string, scope: AccountScope): Promise<boolean>;
}

export function createAccounts(connection: Connection): Accounts {
  const model = connection.model('account', schema);
  const toAccount = (doc: AccountDoc): Account => ({
    id: doc._id,
    email: doc.email,
    name: doc.name,
    roles: doc.roles,
    domain: doc.domain ?? 'global',
    ...(doc.applications === undefined ? {} : { applications: doc.applications }),
    passwordHash: doc.passwordHash,
  });
  return {
    async byEmail(email) {
      const doc = await model.findOne({ email: email.toLowerCase() }).lean();
      return doc === null ? null : toAccount(doc);
    },
    async byId(id) {
      const doc = await model.findById(id).lean();
      return doc === null ? null : toAccount(doc);
    },
    any: async () => (await model.exists({})) !== null,
    async create({ id, ...account }, at) {
      try {
        await model.create({ _id: id, ...account, createdAt: at });
        return true;
      } catch (error) {
        if (duplicateKeyFields(error) === null) throw error;
        return false;
      }
    },
    async setScope(id, { domain, applications }) {
      const change =
        applications === null
          ? { $set: { domain }, $unset: { applications: '' } }
          : { $set: { domain, applications } };
      return (await model.updateOne({ _id: id }, change)).matchedCount > 0;
    },
  };
}
