import { ActivityHandler, type TurnContext } from 'botbuilder';
import type { SkillWish } from '../contracts/skills.ts';
import type { RecordValue, TurnEvent } from '../interactions/turn.ts';
import type { DialogInput, DialogOutcome, DialogResult, DialogState, TopicRun } from '../topics/dialog.ts';
import { requesterInputOf, toActivity } from './activities.ts';

/** A handoff that a topic asks for. */
export interface HandoffRequest {
  queue?: string;
  skills: SkillWish[];
  shortDescription: string;
  context: Record<string, RecordValue>;
  /** topics/dialog.ts `DialogState`. */
  nobodyCame?: true;
}

/** What came of a request for a person: it happens, or the topic goes on with the reason why not. */
export type HandoffDecision =
  | {
      happens: true;
      outcome: Extract<DialogInput, { kind: 'handoff_happens' }>['outcome'];
      events: TurnEvent[];
      send: Parameters<typeof toActivity>[0][];
    }
  | { happens: false; events: TurnEvent[]; resolved: Extract<DialogInput, { kind: 'handoff_resolved' }> };

/** One turn's needs and results: the bot itself keeps nothing between turns. */
export interface TurnScope {
  runDialog(state: DialogState | null, input: DialogInput): Promise<DialogResult>;
  decideHandoff(request: HandoffRequest): Promise<HandoffDecision>;
  dialog: DialogState | null;
  events: TurnEvent[];
  /** Runs that ended in this turn, as they were. */
  ended: TopicRun[];
  /** Where the turn leaves the conversation. */
  outcome: Exclude<DialogOutcome['kind'], 'handoff_requested'> | 'handed_over';
  fault: string | null;
  shortDescription: string | null;
  /** The words of this turn were a secret: they are masked before they are stored (design §8). */
  secret: boolean;
}

const scopeKey = Symbol('turn scope');
/** A topic that asks for a person over and over is cut off here. */
const mostHandoffsInATurn = 3;

export function setScope(context: TurnContext, scope: TurnScope): void {
  context.turnState.set(scopeKey, scope);
}

export function scopeOf(context: TurnContext): TurnScope {
  const scope: TurnScope | undefined = context.turnState.get(scopeKey);
  if (scope === undefined) throw new Error('the turn has no scope');
  return scope;
}

/** The bot that every channel runs: it hands the requester's words to the topics and sends what they answer. */
export class VirtualAgentBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await runDialog(context, dialogInputOf(context));
      await next();
    });
    this.onEvent(async (context, next) => {
      if (context.activity.name === 'restarted') scopeOf(context).dialog = null;
      await runDialog(context, dialogInputOf(context));
      await next();
    });
  }
}

function dialogInputOf(context: TurnContext): DialogInput {
  const input = requesterInputOf(context.activity);
  return input.kind === 'opened' || input.kind === 'restarted' ? { kind: 'start' } : input;
}

/** Runs the topics until they wait, finish, or a person takes over. */
export async function runDialog(context: TurnContext, first: DialogInput): Promise<void> {
  const scope = scopeOf(context);
  let input = first;
  for (let handoffs = 0; ; handoffs += 1) {
    const result = await scope.runDialog(scope.dialog, input);
    take(scope, result);
    if (result.secureInput === true) scope.secret = true;
    if (result.shortDescription !== undefined) scope.shortDescription = result.shortDescription;
    for (const message of result.messages) await context.sendActivity(toActivity(message));
    const { outcome } = result;
    if (outcome.kind !== 'handoff_requested') {
      scope.outcome = outcome.kind;
      if (outcome.kind === 'faulted') scope.fault = outcome.message;
      return;
    }
    if (handoffs === mostHandoffsInATurn) throw new Error('the topics ask for a person without end');
    const decision = await scope.decideHandoff(outcome);
    scope.events.push(...decision.events);
    if (decision.happens) {
      for (const message of decision.send) await context.sendActivity(toActivity(message));
      await announce(context, scope, decision.outcome);
      scope.outcome = 'handed_over';
      return;
    }
    input = decision.resolved;
  }
}

function take(scope: TurnScope, { state, events, ended = [] }: DialogResult): void {
  scope.dialog = state;
  scope.ended.push(...ended);
  scope.events.push(...events);
}

/** What the topic says when a person is on the way, after the handoff's own words. */
async function announce(
  context: TurnContext,
  scope: TurnScope,
  outcome: Extract<DialogInput, { kind: 'handoff_happens' }>['outcome'],
): Promise<void> {
  const result = await scope.runDialog(scope.dialog, { kind: 'handoff_happens', outcome });
  take(scope, result);
  for (const message of result.messages) await context.sendActivity(toActivity(message));
}
