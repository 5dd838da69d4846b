import type { TurnEvent } from '../interactions/turn.ts';
import { copyState } from './copyState.ts';
import type { DialogState } from './dialog.ts';
import { type DialogTurn, endAllRuns, freshState, say, startTopic, topRun } from './dialogTurn.ts';

/**
 * The Virtual Agent runs one topic for the requester while a person has the conversation, or while they wait (domain
 * D4, `/autopilot`). Nothing follows it – no Anything Else, no survey, no closing – and it leads to no other topic but
 * those its author names. What was there before is kept beside it, for when the conversation comes back.
 */
export function startErrand(turn: DialogTurn, name: string): void {
  const topic = turn.catalog.get(name);
  leaveErrand(turn);
  const before = turn.state;
  const { context, experience, languageKnown, surveyed, lastTopic } = before;
  turn.state = {
    ...freshState(turn.catalog, turn.ports, turn.context),
    context,
    experience,
    languageKnown,
    surveyed,
    lastTopic,
    errand: { topic: name, before },
  };
  if (topic === null) failErrand(turn, `there is no topic “${name}”`);
  else startTopic(turn, topic, 'agent');
}

/** True while the turn is one of an errand: it has nothing to do with the chain (topics/endTopic.ts). */
export function isErrand({ state }: DialogTurn): boolean {
  return state.errand !== undefined;
}

/** Once its topic is through, or leads to what an errand does not do, the errand is over. */
export function endErrandIfOver(turn: DialogTurn): void {
  const { errand } = turn.state;
  if (errand === undefined) return;
  const { outcome } = turn;
  if (outcome?.kind === 'paused' || (outcome === null && topRun(turn) !== null)) return;
  const failed = outcome?.kind === 'faulted';
  endAllRuns(turn, failed ? 'failed' : 'completed');
  turn.events.push({
    type: 'errand_ended',
    topic: errand.topic,
    outcome: failed ? 'failed' : 'completed',
  });
  turn.state = errand.before;
  turn.outcome = null;
}

/** What fails in an errand concerns the errand alone: the person is there. */
export function failErrand(turn: DialogTurn, message: string): void {
  endAllRuns(turn, 'failed');
  say(turn, { type: 'text', text: turn.texts.errandFailed });
  turn.outcome = { kind: 'faulted', message };
}

/** An errand that a change of hands ended: what was there before is there again. */
export function leaveErrand(turn: DialogTurn): void {
  const { errand } = turn.state;
  if (errand === undefined) return;
  endAllRuns(turn, 'cancelled');
  turn.events.push({ type: 'errand_ended', topic: errand.topic, outcome: 'stopped' });
  turn.state = copyState(errand.before);
}

/** An errand stopped where it stands, without a turn of the topics. Null: none runs. Pure. */
export function stopErrand(
  { stack, errand, told }: DialogState,
  outcome: 'stopped' | 'failed',
): { dialog: DialogState; events: TurnEvent[] } | null {
  if (errand === undefined) return null;
  const ended = stack.toReversed().map(
    ({ runId, topic, kind }): TurnEvent => ({
      type: 'topic_ended',
      runId,
      topic,
      topicKind: kind,
      outcome: outcome === 'failed' ? 'failed' : 'cancelled',
    }),
  );
  return {
    dialog: { ...errand.before, ...(told === undefined ? {} : { told }) },
    events: [...ended, { type: 'errand_ended', topic: errand.topic, outcome }],
  };
}
