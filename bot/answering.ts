import { TurnContext } from 'botbuilder';
import type { Clock } from '../contracts/clock.ts';
import { AppError } from '../contracts/errors.ts';
import { closeEvents } from '../interactions/closeEvents.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import { languageAfter } from '../interactions/languageAfter.ts';
import type { Masking } from '../interactions/masking/masking.ts';
import { maskedMessage } from '../interactions/requesterMessage.ts';
import type { TurnDraft, TurnEvent } from '../interactions/turn.ts';
import { isUnreachable } from '../store/duplicateKey.ts';
import { describeConversation } from '../topics/describeConversation.ts';
import type { DialogInput, DialogResult, DialogState, TopicRun } from '../topics/dialog.ts';
import { stopErrand } from '../topics/errand.ts';
import { readDialogState } from '../topics/readDialogState.ts';
import { messageOf, type RequesterInput, toRequesterActivity } from './activities.ts';
import { ChannelAdapter } from './channelAdapter.ts';
import { hideTold } from './hideTold.ts';
import { textsFor } from './texts.ts';
import {
  type HandoffDecision,
  type HandoffRequest,
  runDialog,
  scopeOf,
  setScope,
  type TurnScope,
  VirtualAgentBot,
} from './virtualAgentBot.ts';

export interface AnsweringDeps {
  clock: Clock;
  /** Runs the topics (topics/runDialog.ts) for this conversation. */
  runDialog: (
    conversation: ConversationState,
    state: DialogState | null,
    input: DialogInput,
    cause: TurnDraft['cause'],
  ) => Promise<DialogResult>;
  /** Masks sensitive data before anything is stored (design §8). */
  masking: () => Masking;
  /** Asks the router and words the answer (handoff/). */
  decideHandoff: (conversation: ConversationState, request: HandoffRequest) => Promise<HandoffDecision>;
  /** A fault of a topic or of ours: told to the operators; the requester meets the Error topic. */
  failed: (error: unknown, where: string) => void;
}

/** Lets the Virtual Agent act, and adds what it says and does to the turn that made it act. Nothing is written. */
export interface Answering {
  /** The requester did something. `asked`: what waited for it, and the sensitive data in it. */
  answer(
    state: ConversationState,
    input: RequesterInput,
    draft: TurnDraft,
    asked?: Asked,
  ): Promise<TurnDraft>;
  /** Somebody else has it act. */
  act(state: ConversationState, input: DialogInput, draft: TurnDraft): Promise<TurnDraft>;
}

interface Asked {
  element: string | null;
  told: string[];
}

const nothingAsked: Asked = { element: null, told: [] };

export function createAnswering(deps: AnsweringDeps): Answering {
  const bot = new VirtualAgentBot();
  const adapter = new ChannelAdapter();
  // design 3.7: a failure belongs to somebody. The Error topic hands over; only if it fails too is it a fault.
  adapter.onTurnError = async (context, error) => {
    if (isUnreachable(error) || error instanceof AppError) throw error;
    deps.failed(error, 'a turn');
    const scope = scopeOf(context);
    scope.events.push({ type: 'faulted', where: 'turn', message: error.message.slice(0, 500) });
    try {
      await runDialog(context, { kind: 'failed', message: error.message });
    } catch (second) {
      if (isUnreachable(second)) throw second;
      deps.failed(second, 'the Error topic');
      scope.outcome = 'faulted';
      scope.fault = second instanceof Error ? second.message : String(second);
    }
  };

  function scopeFor(state: ConversationState, { cause }: TurnDraft): TurnScope {
    let conversation = state;
    return {
      async runDialog(dialog, dialogInput) {
        const result = await deps.runDialog(conversation, dialog, dialogInput, cause);
        const { header, facts } = conversation;
        const locale = languageAfter(result.events, header.locale);
        const runs = (facts.runs ?? 0) + result.events.filter(({ type }) => type === 'topic_started').length;
        conversation = { ...conversation, header: { ...header, locale }, facts: { ...facts, runs } };
        return result;
      },
      decideHandoff: (request) => deps.decideHandoff(conversation, request),
      dialog: readDialogState(state.dialog),
      events: [],
      ended: [],
      outcome: 'waiting',
      fault: null,
      shortDescription: null,
      secret: false,
    };
  }

  /** The draft with what the bot sent and left behind. */
  function draftOf(
    state: ConversationState,
    draft: TurnDraft,
    scope: TurnScope,
    sent: Parameters<typeof messageOf>[0][],
    asked: Asked,
  ): TurnDraft {
    const events = [...draft.events, ...scope.events];
    if (scope.shortDescription !== null && state.header.shortDescription === '') {
      events.push({
        type: 'fields_changed',
        changes: { shortDescription: scope.shortDescription },
        by: null,
      });
    }
    events.push(...endingOf(state, scope));
    const said = scope.secret ? { messages: draft.messages.map(maskedMessage), sentiment: null } : draft;
    const told = allTold(state, asked, scope);
    const dialog = scope.dialog === null || told.length === 0 ? scope.dialog : { ...scope.dialog, told: [] };
    const messages = [...said.messages, ...sent.map(messageOf), ...afterErrand(state, events)];
    const hidden = hideTold(told, { ...draft, ...said, events, messages, dialog });
    const after = readDialogState(hidden.dialog);
    return after === null || told.length === 0 ? hidden : { ...hidden, dialog: { ...after, told } };
  }

  /** What inputs asked for so far, as it was said and as it was taken. */
  function allTold(
    state: ConversationState,
    { element, told }: Asked,
    { dialog, ended }: Pick<TurnScope, 'dialog' | 'ended'>,
  ): string[] {
    if (!deps.masking().on) return [];
    const kept = dialog?.ended === undefined ? [] : [dialog.ended];
    const runs: TopicRun[] = [...(dialog?.stack ?? []), ...kept, ...ended];
    const taken = told.length === 0 || element === null ? [] : runs.map(({ inputs }) => inputs[element]);
    const texts = taken.filter((value) => typeof value === 'string');
    const now = [...told, ...told.map((text) => text.toLowerCase()), ...texts];
    return [...new Set([...(readDialogState(state.dialog)?.told ?? []), ...now])];
  }

  return {
    async answer(state, input, draft, asked = nothingAsked) {
      const scope = scopeFor(state, draft);
      const activity = toRequesterActivity(input, state, deps.clock.now());
      const sent = await adapter.process(activity, async (context) => {
        setScope(context, scope);
        await bot.run(context);
      });
      return draftOf(state, draft, scope, sent, asked);
    },
    async act(state, input, draft) {
      const scope = scopeFor(state, draft);
      const seen = toRequesterActivity({ kind: 'resumed' }, state, deps.clock.now());
      const reference = TurnContext.getConversationReference(seen);
      const sent = await adapter.proactively(reference, async (context) => {
        setScope(context, scope);
        await runDialog(context, input);
      });
      return draftOf(state, draft, scope, sent, nothingAsked);
    },
  };
}

/** The Virtual Agent's own end of a conversation; a fault while a person has it ends no more than its errand. */
function endingOf(state: ConversationState, scope: TurnScope): TurnEvent[] {
  const fallback = scope.shortDescription ?? describeConversation(scope.dialog);
  if (scope.outcome === 'finished')
    return closeEvents(state, 'flow_closed', { kind: 'virtual_agent', name: 'Virtual Agent' }, fallback);
  if (scope.outcome !== 'faulted') return [];
  const fault: TurnEvent = { type: 'faulted', where: 'error topic', message: scope.fault ?? 'unknown' };
  if (state.header.owner === 'virtual_agent')
    return [fault, ...closeEvents(state, 'fault', { kind: 'system', name: 'System' }, fallback)];
  const stopped = scope.dialog === null ? null : stopErrand(scope.dialog, 'failed');
  scope.dialog = stopped?.dialog ?? scope.dialog;
  return [fault, ...(stopped?.events ?? [])];
}

/** Whose the conversation is, once the errand is over. */
function afterErrand({ header }: ConversationState, events: readonly TurnEvent[]) {
  if (header.owner === 'virtual_agent' || !events.some(({ type }) => type === 'errand_ended')) return [];
  const { errandEnded, stillQueued } = textsFor(languageAfter(events, header.locale));
  const { owner, assignedTo } = header;
  const text = owner === 'agent' && assignedTo !== null ? errandEnded(assignedTo.name) : stillQueued;
  return [{ type: 'text', text, from: { kind: 'system', name: 'System' } } as const];
}
