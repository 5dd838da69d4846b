import type { InteractionLogEntry } from '../../contracts/header.ts';
import type { PostedMessage } from '../../contracts/messages.ts';
import type { TopicKind, Turn, TurnEvent } from '../turn.ts';

/**
 * The interaction log: every topic, setup topics too, and every element in order, numbered on from `before`
 * (domain A1, protocol §2 `/logs`). Pure; `turns` in order. A turn says all that its lines need, so that a page can be
 * read without the turns before it.
 */
export function interactionLog(turns: Iterable<Turn>, before = 0): InteractionLogEntry[] {
  const entries: InteractionLogEntry[] = [];
  for (const turn of turns) {
    for (const line of [...turn.messages.flatMap(filesOf), ...turn.events.map(lineOf)]) {
      if (line === null) continue;
      const number = before + entries.length + 1;
      entries.push({ ...line, number, seq: turn.seq, at: turn.at.toISOString() });
    }
  }
  return entries;
}

type Line = Omit<InteractionLogEntry, 'number' | 'seq' | 'at'>;

const blank: Omit<Line, 'kind' | 'outcome'> = {
  topic: null,
  topicKind: null,
  element: null,
  elementKind: null,
  input: null,
  output: null,
  ms: null,
};

/** A file that was sent; where a record got one, the event says so. */
function filesOf(message: PostedMessage): Line[] {
  if (message.type !== 'file') return [];
  const { name, type } = message.attachment;
  const outcome = message.private === true ? 'private' : 'sent';
  return [{ ...blank, kind: 'file', input: message.from.name, output: `${name} (${type})`, outcome }];
}

function lineOf(event: TurnEvent): Line | null {
  switch (event.type) {
    case 'topic_started':
      return {
        ...blank,
        kind: 'topic_started',
        topic: event.topic,
        topicKind: event.topicKind,
        outcome: event.by,
      };
    case 'topic_ended':
      return { ...blank, kind: 'topic_ended', ...topicOf(event), outcome: event.outcome };
    case 'element_run':
      return {
        kind: 'element',
        ...topicOf(event),
        element: event.element,
        elementKind: event.kind,
        input: event.input ?? null,
        output: event.output ?? null,
        outcome: event.outcome,
        ms: event.ms,
      };
    case 'topic_discovered':
      return {
        ...blank,
        kind: 'discovery',
        topic: event.chosen,
        input: event.text,
        output: event.candidates
          .map(({ topic, score, by }) => `${topic} ${score.toFixed(2)} (${by})`)
          .join(', '),
        outcome: event.outcome,
        candidates: event.candidates,
      };
    case 'record_viewed':
    case 'record_created':
    case 'record_updated':
    case 'record_attached':
    case 'record_detached':
      return {
        ...blank,
        kind: 'record',
        output: `${event.table} ${event.number}`,
        outcome: event.type.slice('record_'.length),
      };
    case 'file_attached':
      return {
        ...blank,
        kind: 'record',
        input: event.name,
        output: `${event.table} ${event.number}`,
        outcome: 'file attached',
      };
    case 'action_called':
      return {
        ...blank,
        kind: 'action',
        input: `${event.method} ${event.path}`,
        output: event.connection,
        outcome: event.status === null ? 'no answer' : String(event.status),
        ms: event.ms,
      };
    case 'deflected':
      return {
        ...blank,
        kind: 'deflection',
        ...topicOf(event),
        output: event.what,
        outcome: 'deflected',
      };
    case 'answer_corrected':
      return {
        ...blank,
        kind: 'correction',
        ...topicOf(event),
        element: event.element,
        input: event.from,
        output: event.to,
        outcome: 'corrected',
      };
    case 'language_changed':
      return { ...blank, kind: 'language', input: event.from, output: event.to, outcome: event.by };
    case 'discovery_labelled':
      return {
        ...blank,
        kind: 'label',
        topic: event.chosen,
        input: event.text,
        outcome: event.label,
      };
    case 'paused':
      return { ...blank, kind: 'pause', output: event.until, outcome: 'paused' };
    case 'handoff_requested':
      return {
        ...blank,
        kind: 'handoff',
        input: event.shortDescription,
        output: [event.queue?.name, ...event.reasons].filter((part) => part !== undefined).join('; '),
        outcome: event.outcome,
      };
    case 'invited':
      return {
        ...blank,
        kind: 'member',
        input: event.by.name,
        output: event.agent.name,
        outcome: event.kind,
      };
    case 'invitation_ended':
      return { ...blank, kind: 'member', output: event.agent.name, outcome: event.outcome };
    case 'member_joined':
      return { ...blank, kind: 'member', output: event.agent.name, outcome: event.role };
    case 'transfer_agreed':
      return { ...blank, kind: 'member', output: event.agent.name, outcome: 'takes over' };
    case 'member_left':
      return { ...blank, kind: 'member', output: event.agent.name, outcome: 'left' };
    case 'help_flagged':
      return {
        ...blank,
        kind: 'help',
        input: event.by.name,
        // The note is a private message, so it is the transcript's.
        outcome: event.on ? 'asked' : 'over',
      };
    case 'errand_started':
      return {
        ...blank,
        kind: 'errand',
        topic: event.topic,
        input: event.by?.name ?? null,
        outcome: 'started',
      };
    case 'errand_ended':
      return { ...blank, kind: 'errand', topic: event.topic, outcome: event.outcome };
    case 'wait_step':
      return { ...blank, kind: 'wait', input: event.queue.name, output: event.what, outcome: event.step };
    case 'callback_requested':
      return {
        ...blank,
        kind: 'callback',
        input: event.queue?.name ?? null,
        output: event.at,
        outcome: 'requested',
      };
    case 'owner_changed':
      return {
        ...blank,
        kind: 'owner',
        input: event.from,
        output: event.agent?.name ?? event.queue?.name ?? event.to,
        outcome: event.why,
      };
    case 'faulted':
      return { ...blank, kind: 'fault', input: event.where, output: event.message, outcome: 'failed' };
    case 'conversation_closed':
      return {
        ...blank,
        kind: 'closed',
        input: event.trigger,
        output: event.rule,
        outcome: event.stateReason,
      };
    case 'survey_answered':
      return { ...blank, kind: 'survey', input: event.question, output: event.answer, outcome: 'answered' };
    case 'left_for_search':
      return { ...blank, kind: 'search', input: event.query, outcome: 'left' };
    case 'idle_reminded':
      return { ...blank, kind: 'reminder', input: event.phase, outcome: 'requester reminded' };
    case 'agent_prompted':
      return { ...blank, kind: 'reminder', input: event.waitingSince, outcome: 'agent prompted' };
    case 'state_changed':
      return { ...blank, kind: 'state', output: event.state, outcome: event.waitingReason ?? 'changed' };
    case 'wrap_up_ended':
      return { ...blank, kind: 'state', input: event.by, output: event.code, outcome: 'wrap-up ended' };
    case 'fields_changed':
      // Which, not what: who may not read a field may still read the log.
      return {
        ...blank,
        kind: 'fields',
        input: event.by?.name ?? null,
        output: Object.keys(event.changes).join(', '),
        outcome: 'changed',
      };
    case 'person_identified':
      return {
        ...blank,
        kind: 'person',
        input: event.from.name,
        output: event.to.name,
        outcome: event.by === null ? 'signed in' : `identified by ${event.by.name}`,
      };
    case 'content_removed':
      return { ...blank, kind: 'removed', input: event.what, outcome: 'removed' };
    case 'mail_requested':
      return { ...blank, kind: 'mail', output: event.to, outcome: 'requested' };
    case 'conversation_opened':
      return null;
  }
}

/** `null` in turns that were written before the kind was kept. */
function topicOf({ topic, topicKind }: { topic: string; topicKind?: TopicKind }) {
  return { topic, topicKind: topicKind ?? null };
}
