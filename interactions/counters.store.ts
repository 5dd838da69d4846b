import { type Connection, Schema } from 'mongoose';

interface CounterDoc {
  _id: string;
  value: number;
}

const schema = new Schema<CounterDoc>(
  { _id: { type: String, required: true }, value: { type: Number, required: true } },
  { collection: 'counters', versionKey: false },
);

/** Numbers that are given out once. A number that is taken and never used leaves a gap. */
export interface Counters {
  /** The next number of the counter, starting at `first`, e.g. INC0010001. One guarded update; served by `_id`. */
  next(name: string, prefix: string, first: number): Promise<string>;
}

export function createCounters(connection: Connection): Counters {
  const model = connection.model('counter', schema);
  return {
    async next(name, prefix, first) {
      const doc = await model
        .findOneAndUpdate({ _id: name }, { $inc: { value: 1 } }, { upsert: true, returnDocument: 'after' })
        .lean();
      if (doc === null) throw new Error(`the counter ${name} did not answer`);
      return `${prefix}${String(first + doc.value - 1).padStart(7, '0')}`;
    },
  };
}

/** The number of an interaction that begins. */
export function nextInteractionNumber(counters: Counters): Promise<string> {
  return counters.next('interaction', 'IMS', 1);
}
