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
  /** The next number of the counter, starting at `first`. One guarded update; served by `_id`. */
  next(name: string, first: number): Promise<number>;
}

export function createCounters(connection: Connection): Counters {
  const model = connection.model('counter', schema);
  return {
    async next(name, first) {
      const doc = await model
        .findOneAndUpdate({ _id: name }, { $inc: { value: 1 } }, { upsert: true, returnDocument: 'after' })
        .lean();
      if (doc === null) throw new Error(`the counter ${name} did not answer`);
      return first + doc.value - 1;
    },
  };
}
