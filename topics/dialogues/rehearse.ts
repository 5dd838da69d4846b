import { z } from 'zod';
import { AppError } from '../../contracts/errors.ts';
import type { MessageDraft, MessageType } from '../../contracts/messages.ts';
import type { Settings } from '../../contracts/settings.ts';
import { isClosed } from '../../contracts/states.ts';
import type { Dialogue } from '../../contracts/topic.ts';
import { closeEvents } from '../../interactions/closeEvents.ts';
import { type ConversationState, emptyConversation } from '../../interactions/conversationState.ts';
import { foldTurn } from '../../interactions/foldTurn.ts';
import { idleDeadline } from '../../interactions/idleDeadline.ts';
import { languageAfter } from '../../interactions/languageAfter.ts';
import { placeTurn } from '../../interactions/placeTurn.ts';
import { maskedMessage, requesterMessage } from '../../interactions/requesterMessage.ts';
import type { Turn, TurnCause, TurnEvent } from '../../interactions/turn.ts';
import type { Catalog } from '../catalog.ts';
import { describeConversation } from '../describeConversation.ts';
import type {
  ConnectionAnswer,
  DialogContext,
  DialogInput,
  DialogOutcome,
  DialogPorts,
  DialogState,
  TopicRun,
} from '../dialog.ts';
import { runDialog } from '../runDialog.ts';
import { createMemoryRecords, type MemoryRecords, snapshot } from './memoryRecords.ts';

export type RequesterInput = Extract<DialogInput, { kind: 'start' | 'text' | 'value' | 'attachment' }>;
type HandoffWish = Extract<DialogOutcome, { kind: 'handoff_requested' }>;

/** A conversation in memory, on the real engine and the real fold, with a clock that is moved. Nothing is written. */
export interface Rehearsal {
  /** The requester does something; answers the turns it made. */
  does(input: RequesterInput): Promise<Turn[]>;
  /** Moves the clock and lets happen what is due on the way: pauses, reminders, the idle close. */
  pass(seconds: number): Promise<Turn[]>;
  now(): Date;
  state(): ConversationState;
  /** Whether the conversation has ended. */
  over(): boolean;
  /** Whether the last message of the Virtual Agent was of this type. */
  asksFor(type: MessageType): boolean;
  dialog(): DialogState | null;
  /** Topics that have ended, the latest last. */
  readonly ended: readonly TopicRun[];
  readonly turns: readonly Turn[];
  readonly records: MemoryRecords;
  /** The person that was asked for and will come; null: none. */
  handoff(): HandoffWish | null;
  /** Names of the connections that were called, in order. */
  readonly called: readonly string[];
}

/** A topic that asks for a person over and over is cut off here. */
const mostHandoffs = 3;
/** Of the real clock, for a dialogue. */
const mostMilliseconds = 20_000;
/** A topic that pauses without end must not be played without end. */
const mostDue = 1_000;
const waitSeconds = 60;

export function rehearse(catalog: Catalog, dialogue: Dialogue, settings: Settings): Rehearsal {
  let now = new Date(dialogue.now);
  let ids = 0;
  const newId = () => `id${++ids}`;
  const records = createMemoryRecords(
    dialogue.records.map(({ table, id, number, fields }, index) =>
      snapshot(table, id ?? `record${index + 1}`, number ?? `${table.toUpperCase()}${index + 1}`, fields),
    ),
  );
  const answers = [...dialogue.connections];
  const called: string[] = [];
  const turns: Turn[] = [];
  const ended: TopicRun[] = [];
  let state = emptyConversation('rehearsal', 'IMS0000001', now.toISOString());
  let dialog: DialogState | null = null;
  let handoff: HandoffWish | null = null;
  const started = performance.now();

  const ports: DialogPorts = {
    now: () => now,
    elapsed: () => performance.now(),
    newId,
    records: { find: (query) => records.find(query), nextNumber: (table) => records.nextNumber(table) },
    agentAvailability: async ({ queue }) => ({
      outcome: dialogue.agents,
      queue: queue ?? null,
      estimatedWaitSeconds: dialogue.agents === 'queued' ? waitSeconds : null,
    }),
    callConnection: async ({ connection }) => {
      called.push(connection);
      return cannedAnswer(answers, connection);
    },
    transcript: async () =>
      turns
        .flatMap(({ messages }) => messages)
        .map(({ seq, at, from, type, text }) => ({ seq, at, from, type, text })),
  };

  function commit(cause: TurnCause, events: TurnEvent[], messages: MessageDraft[]): void {
    const turn = placeTurn(state, { cause, events, messages, dialog }, now, newId);
    state = foldTurn(state, turn);
    records.apply(events);
    turns.push(turn);
  }

  /** One turn of the Virtual Agent, as the bot makes it. */
  async function answer(cause: TurnCause, opening: TurnEvent[], own: MessageDraft[], first: DialogInput) {
    // Conversations go first, and a dialogue that waits through thousands of rounds comes to an end.
    await new Promise((resolve) => setImmediate(resolve));
    if (performance.now() - started > mostMilliseconds)
      throw new AppError('invalid', `a dialogue may take ${mostMilliseconds / 1_000} s to play`);
    const events = [...opening];
    const said: MessageDraft[] = [];
    let secret = false;
    let input: DialogInput | null = first;
    for (let handoffs = 0; input !== null; handoffs += 1) {
      const before = contextOf(state, dialogue, settings);
      const context = { ...before, locale: languageAfter(events, before.locale) };
      const result = await runDialog(catalog, ports, context, dialog, input);
      // As after a restart: what is not JSON does not survive.
      dialog = JSON.parse(JSON.stringify(result.state));
      ended.push(...(result.ended ?? []));
      events.push(...result.events);
      said.push(...result.messages);
      secret ||= result.secureInput === true;
      input = null;
      const { outcome } = result;
      if (outcome.kind === 'handoff_requested') {
        if (handoffs === mostHandoffs)
          throw new AppError('invalid', 'the topics ask for a person without end');
        input = decide(outcome, events);
      } else events.push(...following(outcome));
    }
    commit(cause, events, [...(secret ? own.map(maskedMessage) : own), ...said]);
  }

  /** What the router would say is what the dialogue says. */
  function decide(wish: HandoffWish, events: TurnEvent[]): DialogInput | null {
    const { agents: outcome } = dialogue;
    const happens = outcome === 'offered' || outcome === 'queued';
    const queue = { id: wish.queue ?? 'default', name: wish.queue ?? 'default' };
    const { shortDescription, skills, context } = wish;
    const workItemId = happens ? newId() : null;
    events.push({
      type: 'handoff_requested',
      outcome,
      queue,
      shortDescription,
      workItemId,
      skills,
      context,
      reasons: [],
    });
    if (!happens) return { kind: 'handoff_resolved', outcome };
    if (handoff !== null) return null;
    handoff = wish;
    events.push({
      type: 'owner_changed',
      from: 'virtual_agent',
      to: 'queue',
      why: 'a person was asked for',
      queue,
    });
    return { kind: 'handoff_happens', outcome };
  }

  function following(outcome: DialogOutcome): TurnEvent[] {
    const fallback = describeConversation(dialog);
    const virtualAgent = { kind: 'virtual_agent', name: 'Virtual Agent' } as const;
    if (outcome.kind === 'finished') return closeEvents(state, 'flow_closed', virtualAgent, fallback);
    if (outcome.kind === 'faulted')
      return [
        { type: 'faulted', where: 'error topic', message: outcome.message },
        ...closeEvents(state, 'fault', { kind: 'system', name: 'System' }, fallback),
      ];
    return [];
  }

  return {
    records,
    turns,
    ended,
    called,
    now: () => now,
    state: () => state,
    over: () => isClosed(state.header.state),
    asksFor: (type) => turns.flatMap(({ messages }) => messages).at(-1)?.type === type,
    dialog: () => dialog,
    handoff: () => handoff,
    async does(input) {
      const before = turns.length;
      const cause = { kind: 'requester', action: turns.length === 0 ? 'opened' : 'message' } as const;
      const own = ownMessages(input, state);
      const opening = turns.length === 0 ? [opened(dialogue)] : [];
      if (state.header.owner === 'virtual_agent') await answer(cause, opening, own, input);
      else commit(cause, [], own);
      return turns.slice(before);
    },
    async pass(seconds) {
      const before = turns.length;
      const until = new Date(now.getTime() + seconds * 1_000);
      for (let left = mostDue; left > 0; left -= 1) {
        const due = idleDeadline(state, settings);
        if (due === null || due.at > until) break;
        now = due.at > now ? due.at : now;
        const cause = { kind: 'system', action: `idle_${due.action}` } as const;
        if (due.action === 'resume') await answer(cause, [], [], { kind: 'resumed' });
        else if (due.action === 'remind')
          commit(cause, [{ type: 'idle_reminded', phase: handoff === null ? 'virtual_agent' : 'live' }], []);
        else commit(cause, closeEvents(state, 'idle', { kind: 'system', name: 'System' }, 'idle'), []);
      }
      now = until;
      return turns.slice(before);
    },
  };
}

const requesterId = 'requester';

function contextOf(
  { id, header, lastSeq }: ConversationState,
  dialogue: Dialogue,
  settings: Settings,
): DialogContext {
  const { name, email, guest, roles } = dialogue.requester;
  return {
    conversationId: id,
    number: header.number,
    // The first turn is decided before its opening is in the header.
    locale: lastSeq === 0 ? dialogue.locale : header.locale,
    channel: dialogue.channel,
    requester: { id: requesterId, name, guest, roles, ...(email === undefined ? {} : { email }) },
    context: dialogue.context,
    settings,
  };
}

function opened({ channel, requester, locale, context }: Dialogue): TurnEvent {
  return {
    type: 'conversation_opened',
    number: 'IMS0000001',
    interactionType: 'chat',
    subtype: null,
    channel,
    direction: 'inbound',
    openedFor: { id: requesterId, name: requester.name, guest: requester.guest },
    application: 'global',
    domain: 'global',
    locale,
    context,
  };
}

function cannedAnswer(answers: Dialogue['connections'], connection: string): ConnectionAnswer {
  const at = answers.findIndex((one) => one.connection === connection);
  const [next] = at === -1 ? [] : answers.splice(at, 1);
  const none = { status: null, body: null };
  if (next === undefined)
    return { ...none, failure: `the dialogue has no further answer of the connection "${connection}"` };
  if (next.unreachable) return { ...none, failure: 'no answer' };
  return { status: next.status, body: z.json().parse(next.body ?? null), failure: null };
}

function ownMessages(input: RequesterInput, state: ConversationState): MessageDraft[] {
  // Before anything was said the pick is the test's own way to start the topic.
  if (input.kind === 'start' || (input.kind === 'value' && state.lastSeq === 0)) return [];
  if (input.kind !== 'attachment') return [requesterMessage(state, input)];
  const { kind: _kind, ...attachment } = input;
  return [requesterMessage(state, { attachment })];
}
