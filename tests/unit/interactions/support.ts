import type { PostedMessage } from '../../../contracts/messages.ts';
import { type ConversationState, emptyConversation } from '../../../interactions/conversationState.ts';
import { foldTurn } from '../../../interactions/foldTurn.ts';
import { placeTurn } from '../../../interactions/placeTurn.ts';
import type { TurnDraft, TurnEvent } from '../../../interactions/turn.ts';

export const start = Date.parse('2026-11-21T09:00:00.000Z');
export const ada = { id: 'agent1', name: 'Ada Moreno' };
export const desk = { id: 'service-desk', name: 'IT Service Desk' };

let ids = 0;
const newId = (): string => {
  ids += 1;
  return `id-${ids}`;
};

/** A conversation whose turns are written down as seconds after its opening. */
export function conversation() {
  let state: ConversationState = emptyConversation('c1', 'IMS0000001', new Date(start).toISOString());
  const log: ReturnType<typeof placeTurn>[] = [];
  const at = (seconds: number, draft: TurnDraft): ConversationState => {
    const turn = placeTurn(state, draft, new Date(start + seconds * 1_000), newId);
    log.push(turn);
    state = foldTurn(state, turn);
    return state;
  };
  return {
    at,
    log,
    get state() {
      return state;
    },
    requesterSays: (seconds: number, text: string) =>
      at(seconds, {
        cause: { kind: 'requester', action: 'message', clientMessageId: newId() },
        events: [],
        messages: [{ type: 'text', text, from: { kind: 'requester', name: 'Robin Vale' } }],
      }),
    agentSays: (seconds: number, text: string, more: { private?: boolean } = {}) =>
      at(seconds, {
        cause: { kind: 'agent', action: 'message', agent: ada, clientMessageId: newId() },
        events: [],
        messages: [{ type: 'text', text, from: { kind: 'agent', name: ada.name }, ...more }],
      }),
    botSays: (seconds: number, text: string) =>
      at(seconds, {
        cause: { kind: 'system', action: 'test' },
        events: [],
        messages: [{ type: 'text', text, from: { kind: 'virtual_agent', name: 'Virtual Agent' } }],
      }),
    happens: (seconds: number, ...events: TurnEvent[]) =>
      at(seconds, { cause: { kind: 'system', action: 'test' }, events, messages: [] }),
  };
}

type OwnerChanged = Extract<TurnEvent, { type: 'owner_changed' }>;
type Opened = Extract<TurnEvent, { type: 'conversation_opened' }>;
export const opened = (more: Partial<Opened> = {}): Opened => ({
  type: 'conversation_opened',
  number: 'IMS0000001',
  interactionType: 'chat',
  subtype: 'web_chat',
  channel: 'web',
  direction: 'inbound',
  openedFor: { id: 'u1', name: 'Robin Vale' },
  application: 'global',
  domain: 'global',
  locale: 'en',
  context: {},
  ...more,
});
export const toQueue = (from: 'virtual_agent' | 'agent' = 'virtual_agent'): OwnerChanged => ({
  type: 'owner_changed',
  from,
  to: 'queue',
  why: 'test',
  queue: desk,
  workItemId: 'w1',
});
export const toAgent: OwnerChanged = {
  type: 'owner_changed',
  from: 'queue',
  to: 'agent',
  why: 'test',
  agent: ada,
  queue: desk,
  workItemId: 'w1',
};
export const topicStarted = (topic: string, role?: 'anything_else' | 'greeting'): TurnEvent => ({
  type: 'topic_started',
  runId: `run-${topic}`,
  topic,
  title: topic,
  version: 1,
  topicKind: role === undefined ? 'topic' : 'setup',
  ...(role === undefined ? {} : { role }),
  by: role === undefined ? 'discovery' : 'setup',
});

export type { PostedMessage };
