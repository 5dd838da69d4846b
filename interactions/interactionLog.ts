import type { InteractionLogEntry } from '../contracts/header.ts';
import type { Turn, TurnEvent } from './turn.ts';

interface RunningTopic {
  topic: string;
  kind: InteractionLogEntry['topicKind'];
}

/**
 * The interaction log: every topic, setup topics too, and every element in order, numbered from 1
 * (domain A1, protocol §2 `/logs`). Pure; `turns` in order.
 */
export function interactionLog(turns: Iterable<Turn>): InteractionLogEntry[] {
  const entries: InteractionLogEntry[] = [];
  const runs = new Map<string, RunningTopic>();
  for (const turn of turns) {
    for (const event of turn.events) {
      if (event.type === 'topic_started')
        runs.set(event.runId, { topic: event.topic, kind: event.topicKind });
      const line = lineOf(event, runs);
      if (line === null) continue;
      entries.push({ ...line, number: entries.length + 1, seq: turn.seq, at: turn.at.toISOString() });
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

function lineOf(event: TurnEvent, runs: ReadonlyMap<string, RunningTopic>): Line | null {
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
      return { ...blank, kind: 'topic_ended', ...topicOf(event, runs), outcome: event.outcome };
    case 'element_run':
      return {
        kind: 'element',
        ...topicOf(event, runs),
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
        ...topicOf(event, runs),
        output: event.what,
        outcome: 'deflected',
      };
    case 'answer_corrected':
      return {
        ...blank,
        kind: 'correction',
        ...topicOf(event, runs),
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
    default:
      return null;
  }
}

function topicOf(event: { runId: string; topic: string }, runs: ReadonlyMap<string, RunningTopic>) {
  return { topic: event.topic, topicKind: runs.get(event.runId)?.kind ?? null };
}
