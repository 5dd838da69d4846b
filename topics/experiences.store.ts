import { type Connection, Schema } from 'mongoose';
import { type Experience, experienceSchema } from '../contracts/authoring.ts';

interface ExperienceDoc {
  v: 1;
  _id: string;
  experience: Experience;
}

const schema = new Schema<ExperienceDoc>(
  {
    v: { type: Number, required: true },
    _id: { type: String, required: true },
    experience: { type: Schema.Types.Mixed, required: true },
  },
  {
    collection: 'chat_experiences',
    versionKey: false,
    minimize: false,
    strict: 'throw',
    bufferCommands: false,
    autoIndex: false,
  },
);

/** The chat experiences (domain B2), by name (served by `_id`). */
export interface Experiences {
  /** By order, then name. */
  list(): Promise<Experience[]>;
  /** Makes or replaces it. */
  put(experience: Experience): Promise<void>;
  /** False: there is none of that name. */
  remove(name: string): Promise<boolean>;
}

export function createExperiences(connection: Connection): Experiences {
  const model = connection.model('chat_experience', schema);
  return {
    async list() {
      const docs = await model.find().sort({ _id: 1 }).lean();
      return docs
        .map(({ experience }) => experienceSchema.parse(experience))
        .sort((a, b) => a.order - b.order);
    },
    async put(experience) {
      await model.updateOne({ _id: experience.name }, { $set: { v: 1, experience } }, { upsert: true });
    },
    async remove(name) {
      return (await model.deleteOne({ _id: name })).deletedCount > 0;
    },
  };
}
