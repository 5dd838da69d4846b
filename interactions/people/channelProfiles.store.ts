import { type Connection, Schema } from 'mongoose';
import { duplicateKeyFields } from '../../store/duplicateKey.ts';
import type { ChannelProfile } from './channelProfile.ts';

interface ProfileDoc extends Omit<ChannelProfile, 'id'> {
  _id: string;
}

const schema = new Schema<ProfileDoc>(
  {
    _id: { type: String, required: true },
    channel: { type: String, required: true },
    identifier: { type: String, required: true },
    userId: { type: String, default: null },
    name: { type: String, required: true },
    verified: { type: Boolean, required: true },
    active: { type: Boolean, required: true },
    since: { type: String, required: true },
    until: { type: String, default: null },
  },
  { collection: 'channel_user_profiles', versionKey: false },
);
/** Serves matching; one active profile for an identifier of a channel, whoever is first (domain A2). */
schema.index({ channel: 1, identifier: 1 }, { unique: true, partialFilterExpression: { active: true } });
/** Serves "the profiles of this user". */
schema.index({ userId: 1 });

/** The channel user profiles (domain A2). */
export interface ChannelProfiles {
  /** The active one of an identifier. */
  active(channel: string, identifier: string): Promise<ChannelProfile | null>;
  byId(id: string): Promise<ChannelProfile | null>;
  /** Those that name the user, or have the person's id as their identifier; active ones first. */
  of(personId: string): Promise<ChannelProfile[]>;
  /** Keeps a new profile; the active one that was there first wins. */
  keep(profile: ChannelProfile): Promise<ChannelProfile>;
  /** The identifier is somebody else's now (AI4, MP4). False: it was not active. */
  retire(id: string, at: Date): Promise<boolean>;
}

export function createChannelProfiles(connection: Connection): ChannelProfiles {
  const model = connection.model('channel_user_profile', schema);
  const active = async (channel: string, identifier: string): Promise<ChannelProfile | null> => {
    const doc = await model.findOne({ channel, identifier, active: true }).lean();
    return doc === null ? null : profileOf(doc);
  };
  return {
    active,
    async byId(id) {
      const doc = await model.findById(id).lean();
      return doc === null ? null : profileOf(doc);
    },
    async of(personId) {
      const docs = await model
        .find({ $or: [{ userId: personId }, { channel: 'web', identifier: personId, active: true }] })
        .lean();
      return docs.map(profileOf).sort((one, other) => Number(other.active) - Number(one.active));
    },
    async keep(profile) {
      const { id, ...rest } = profile;
      try {
        await model.create({ _id: id, ...rest });
        return profile;
      } catch (error) {
        if (duplicateKeyFields(error) === null) throw error;
        return (await active(profile.channel, profile.identifier)) ?? profile;
      }
    },
    async retire(id, at) {
      const result = await model.updateOne(
        { _id: id, active: true },
        { $set: { active: false, until: at.toISOString() } },
      );
      return result.matchedCount > 0;
    },
  };
}

function profileOf({ _id, ...profile }: ProfileDoc): ChannelProfile {
  return { id: _id, ...profile };
}
