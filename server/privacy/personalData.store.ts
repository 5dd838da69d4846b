import type { Connection } from 'mongoose';
import type { NameRef } from '../../contracts/header.ts';
import type { RecordComment, RecordView } from '../../contracts/http.ts';
import { shippedTables } from '../../interactions/records/tables.ts';
import type { RecordFields } from '../../interactions/turn.ts';

interface RecordDoc {
  _id: string;
  table: string;
  number: string;
  fields: RecordFields;
  words?: string[];
  comments?: RecordComment[];
  createdAt: Date;
  updatedAt: Date;
}
interface ProfileDoc {
  _id: string;
  userId: string | null;
  identifier: string;
  channel: string;
  name: string;
}
interface AuditDoc {
  target: string;
  actor: NameRef;
  details?: unknown;
}

/** What is kept of a person beside conversations, found by the person's id. */
export interface PersonalData {
  profiles(personId: string): AsyncIterable<Record<string, unknown>>;
  mails(interactionId: string): AsyncIterable<Record<string, unknown>>;
  /** Where and when the person wanted to be called. */
  callbacks(interactionId: string): AsyncIterable<Record<string, unknown>>;
  /** What the queues kept of it, without the agents whom the router looked at. */
  work(interactionId: string): AsyncIterable<Record<string, unknown>>;
  /** The records opened for the person, with their comments. */
  records(personId: string): AsyncIterable<RecordView>;
  /** Ids and numbers of all interactions of the person, the latest first. */
  interactions(personId: string): Promise<{ id: string; number: string }[]>;
  /** Takes the person and the words out of the records opened for them: states, dates and categories stay. */
  redactRecords(personId: string, pseudonym: NameRef): Promise<number>;
  removeProfiles(personId: string): Promise<void>;
  removeUser(personId: string): Promise<void>;
  /**
   * The audit keeps who did what and when, with the pseudonym for the person. `names`: of lists that were exported by one of
   * them, it does not keep what was asked for.
   */
  redactAudit(personId: string, pseudonym: NameRef, names: readonly string[]): Promise<void>;
}

/** What the tables classify by; everything else in a record may be somebody's words. */
const classifying: ReadonlySet<string> = new Set(
  `state priority urgency category subcategory affected_service known_outage assigned_to catalog_item quantity needed_by
  start_date`.split(/\s+/),
);
/** How the product went about it says nothing of the person. */
const inner = { decision: 0, log: 0, offers: 0, affinity: 0, needs: 0, rev: 0, v: 0 } as const;
const tablesOfPeople = shippedTables
  .filter(({ fields }) => Object.hasOwn(fields, 'opened_for'))
  .map(({ name }) => name);

export function createPersonalData(connection: Connection): PersonalData {
  const records = connection.collection<RecordDoc>('records');
  const profiles = connection.collection<ProfileDoc>('channel_user_profiles');
  const interactions = connection.collection<{ _id: string; number: string }>('interactions');
  const audit = connection.collection<AuditDoc>('audit');
  const ofPerson = (personId: string) => ({ $or: [{ userId: personId }, { identifier: personId }] });
  const openedFor = (personId: string) => ({
    table: { $in: tablesOfPeople },
    'fields.opened_for': personId,
  });
  return {
    profiles: (personId) => profiles.find(ofPerson(personId)),
    mails: (interactionId) => connection.collection('mails').find({ interactionId }),
    callbacks: (interactionId) =>
      connection.collection('callbacks').find({ interactionId }, { projection: inner }),
    work: (interactionId) =>
      connection.collection('work_items').find({ interactionId }, { projection: inner }),
    async *records(personId) {
      for await (const doc of records.find(openedFor(personId)))
        yield {
          table: doc.table,
          id: doc._id,
          number: doc.number,
          fields: doc.fields,
          comments: doc.comments ?? [],
          createdAt: doc.createdAt.toISOString(),
          updatedAt: doc.updatedAt.toISOString(),
        };
    },
    async interactions(personId) {
      const docs = await interactions
        .find({ 'header.openedFor.id': personId }, { projection: { number: 1 } })
        .sort({ 'header.openedAt': -1 })
        .toArray();
      return docs.map(({ _id, number }) => ({ id: _id, number }));
    },
    async redactRecords(personId, pseudonym) {
      let done = 0;
      for await (const { _id, fields } of records.find(openedFor(personId))) {
        const left = Object.entries(fields).map(([name, value]) => [
          name,
          classifying.has(name) ? value : null,
        ]);
        await records.updateOne(
          { _id },
          {
            $set: { fields: { ...Object.fromEntries(left), opened_for: pseudonym.id }, words: [] },
            $unset: { comments: '' },
          },
        );
        done += 1;
      }
      return done;
    },
    async removeProfiles(personId) {
      await profiles.deleteMany(ofPerson(personId));
    },
    async removeUser(personId) {
      await records.deleteOne({ _id: personId, table: 'user' });
    },
    async redactAudit(personId, pseudonym, names) {
      await audit.updateMany(
        { target: personId },
        { $set: { target: pseudonym.id }, $unset: { details: '' } },
      );
      await audit.updateMany({ 'actor.id': personId }, { $set: { actor: pseudonym } });
      for await (const { _id, details } of audit.find({ action: 'export interactions' })) {
        const asked = JSON.stringify(details ?? {}).toLowerCase();
        if (names.some((name) => asked.includes(JSON.stringify(name).slice(1, -1).toLowerCase())))
          await audit.updateOne({ _id }, { $unset: { details: '' } });
      }
    },
  };
}
