import {
  type Activity,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';

const outbox = Symbol('outbox');
type Logic = (context: TurnContext) => Promise<void>;

/**
 * A CloudAdapter-style adapter without a cloud: Activities come in, the bot runs, the Activities it sends
 * are collected and given back. Nothing is delivered from here: the turn commits them first (design 3).
 * `onTurnError` runs inside the turn, so what it sends belongs to the turn as well.
 */
export class ChannelAdapter extends BotAdapter {
  /** Runs one incoming Activity through the middleware and `logic`; answers what the bot sent, in order. */
  async process(activity: Partial<Activity>, logic: Logic): Promise<Partial<Activity>[]> {
    return this.run(new TurnContext(this, activity), logic);
  }

  /** Runs `logic` for a conversation that nobody just wrote in; answers what it sent. */
  async proactively(reference: Partial<ConversationReference>, logic: Logic): Promise<Partial<Activity>[]> {
    const activity = TurnContext.applyConversationReference(
      { type: 'event', name: 'ContinueConversation' },
      reference,
      true,
    );
    return this.run(new TurnContext(this, activity), logic);
  }

  override async continueConversation(
    reference: Partial<ConversationReference>,
    logic: Logic,
  ): Promise<void> {
    await this.proactively(reference, logic);
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const sent: Partial<Activity>[] = context.turnState.get(outbox) ?? [];
    sent.push(...activities);
    return activities.map((_, index) => ({ id: `${context.activity.id ?? 'turn'}-${sent.length + index}` }));
  }

  override async updateActivity(): Promise<void> {
    throw new Error('a posted message is part of the log and cannot be changed');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('a posted message is part of the log and cannot be deleted');
  }

  private async run(context: TurnContext, logic: Logic): Promise<Partial<Activity>[]> {
    const sent: Partial<Activity>[] = [];
    context.turnState.set(outbox, sent);
    await this.runMiddleware(context, logic);
    return sent;
  }
}
