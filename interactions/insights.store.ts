import { type Connection, Schema } from 'mongoose';
import type { Insight } from '../contracts/header.ts';
import type { ConversationState, EndedPart } from './conversationState.ts';

interface InsightDoc extends Omit<Insight, 'id'> {
  /** The conversation's id and the part's number, so that writing it again changes nothing. */
  _id: string;
  conversationId: string;
}

const schema = new Schema<InsightDoc>(
  {
    _id: { type: String, required: true },
    conversationId: { type: String, required: true },
    interaction: { type: String, required: true },
    type: { type: String, required: true },
    part: { type: Number, required: true },
    kind: { type: String, required: true },
    with: { type: Schema.Types.Mixed, default: null },
    user: { type: Schema.Types.Mixed, required: true },
    userType: { type: String, required: true },
    sentiment: { type: String, default: null },
    normalized: { type: Number, default: null },
    lower: { type: Number, required: true },
    upper: { type: Number, required: true },
    turns: { type: Number, required: true },
    startedAt: { type: String, required: true },
    endedAt: { type: String, required: true },
    endedBy: { type: String, required: true },
  },
  { collection: 'interaction_insights', versionKey: false, minimize: false },
);
/** Serves the insights of an interaction in the order of its parts. */
schema.index({ conversationId: 1, part: 1 });

/** The Interaction Insights (domain A1): one line for each part that is over, written from the log. */
export interface Insights {
  /** Idempotent: a line is known by its conversation and part. */
  write(insights: Insight[]): Promise<void>;
  /** In the order of the parts. */
  of(conversationId: string): Promise<Insight[]>;
  remove(conversationId: string): Promise<void>;
}

export function createInsights(connection: Connection): Insights {
  const model = connection.model('interaction_insight', schema);
  return {
    async write(insights) {
      if (insights.length === 0) return;
      await model.bulkWrite(
        insights.map(({ id, ...insight }) => ({
          updateOne: {
            filter: { _id: id },
            update: { $set: { ...insight, conversationId: conversationOf(id) } },
            upsert: true,
          },
        })),
      );
    },
    async of(conversationId) {
      const docs = await model.find({ conversationId }).sort({ part: 1 }).lean();
      return docs.map(({ _id, conversationId: _, ...insight }) => ({ id: _id, ...insight }));
    },
    async remove(conversationId) {
      await model.deleteMany({ conversationId });
    },
  };
}

/** The lines of these parts of a conversation. */
export function insightsOf({ id, header }: ConversationState, parts: EndedPart[]): Insight[] {
  return parts.map((part) => ({
    id: `${id}/${part.part}`,
    interaction: header.number,
    type: 'sentiment',
    ...part,
  }));
}

function conversationOf(id: string): string {
  return id.slice(0, id.lastIndexOf('/'));
}
