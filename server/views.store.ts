import { type Connection, Schema } from 'mongoose';
import { AppError } from '../contracts/errors.ts';
import type { NameRef } from '../contracts/header.ts';
import type { SavedView, ViewBody } from '../contracts/views.ts';

interface ViewDoc extends Omit<ViewBody, 'isDefault'> {
  _id: string;
  owner: NameRef;
  updatedAt: Date;
  /** The ids of those who begin with it. */
  defaultOf: string[];
}

const schema = new Schema<ViewDoc>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    filters: { type: Schema.Types.Mixed, required: true },
    fields: { type: [String], required: true },
    sort: { type: String, required: true },
    shared: { type: Boolean, required: true },
    owner: { type: Schema.Types.Mixed, required: true },
    updatedAt: { type: Date, required: true },
    defaultOf: { type: [String], required: true },
  },
  { collection: 'views', versionKey: false, minimize: false },
);
/** Serves one's own views; the shared ones of all; and "which one does this user begin with". */
schema.index({ 'owner.id': 1, name: 1 });
schema.index({ shared: 1, name: 1 });
schema.index({ defaultOf: 1 });

/** Views of one person, and shared ones of all. */
const mostOwnViews = 100;
const mostSharedViews = 200;

/** Saved views of the list of interactions. */
export interface Views {
  /** The user's own and the shared ones, by name. */
  visibleTo(userId: string): Promise<SavedView[]>;
  /** null: there is none. */
  read(id: string, userId: string): Promise<SavedView | null>;
  /** Makes or replaces a view. @throws AppError `conflict`: there are too many. */
  save(id: string, view: ViewBody, owner: NameRef, userId: string, at: Date): Promise<SavedView>;
  remove(id: string): Promise<void>;
  /** From now on the user begins with this view; null: with none. */
  setDefault(userId: string, id: string | null): Promise<void>;
}

export function createViews(connection: Connection): Views {
  const model = connection.model('view', schema);
  const views: Views = {
    async visibleTo(userId) {
      const own = await model.find({ 'owner.id': userId }).limit(mostOwnViews).lean();
      const shared = await model.find({ shared: true }).limit(mostSharedViews).lean();
      const others = shared.filter(({ owner }) => owner.id !== userId);
      return [...own, ...others]
        .map((doc) => viewOf(doc, userId))
        .toSorted((a, b) => a.name.localeCompare(b.name));
    },
    async read(id, userId) {
      const doc = await model.findById(id).lean();
      return doc === null ? null : viewOf(doc, userId);
    },
    async save(id, { isDefault, ...view }, owner, userId, at) {
      // Two at the same moment may both be let in: the limit keeps lists short, it is no promise to the last one.
      const others = { _id: { $ne: id } };
      if ((await model.countDocuments({ ...others, 'owner.id': owner.id })) >= mostOwnViews)
        throw new AppError('conflict', `you have ${mostOwnViews} views: delete one before you save another`);
      if (view.shared && (await model.countDocuments({ ...others, shared: true })) >= mostSharedViews)
        throw new AppError(
          'conflict',
          `there are ${mostSharedViews} shared views: delete one before you share another`,
        );
      const kept = { $setOnInsert: { defaultOf: [] } };
      await model.updateOne(
        { _id: id },
        { $set: { ...view, owner, updatedAt: at }, ...kept },
        { upsert: true },
      );
      // Whom it is no longer shared with does not begin with it either.
      if (!view.shared) await model.updateOne({ _id: id }, { $pull: { defaultOf: { $ne: owner.id } } });
      const before = await views.read(id, userId);
      if (before !== null && before.isDefault !== isDefault)
        await views.setDefault(userId, isDefault ? id : null);
      return { ...view, isDefault, id, owner, updatedAt: at.toISOString() };
    },
    async remove(id) {
      await model.deleteOne({ _id: id });
    },
    async setDefault(userId, id) {
      await model.updateMany({ defaultOf: userId, _id: { $ne: id ?? '' } }, { $pull: { defaultOf: userId } });
      if (id !== null) await model.updateOne({ _id: id }, { $addToSet: { defaultOf: userId } });
    },
  };
  return views;
}

function viewOf(
  { _id, updatedAt, defaultOf, name, filters, fields, sort, shared, owner }: ViewDoc,
  userId: string,
): SavedView {
  const isDefault = defaultOf.includes(userId);
  return {
    id: _id,
    name,
    filters,
    fields,
    sort,
    shared,
    isDefault,
    owner,
    updatedAt: updatedAt.toISOString(),
  };
}
