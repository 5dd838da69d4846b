import { createHash } from 'node:crypto';
import type { SetupRole } from '../interactions/turn.ts';
import type { TopicRun } from './dialog.ts';
import { type DialogTurn, endAllRuns, endTopRun, say, startSetup, topicOf, topRun } from './dialogTurn.ts';
import type { Follow } from './elements/element.ts';
import { keepEnded } from './endedTopic.ts';
import { goTo } from './goTo.ts';
import { authored } from './handoffDefaults.ts';
import { baseRun } from './trail.ts';

/** What follows a topic that does not say it (domain B2: the chain). */
const followsRole: Readonly<Record<SetupRole, Follow>> = {
  greeting: 'wait',
  explore_help: 'wait',
  search: 'anything_else',
  fallback: 'wait',
  anything_else: 'wait',
  survey: 'closing',
  closing: 'finish',
  error: 'wait',
  live_agent: 'anything_else',
};

/** Ends the top run and goes on with what follows it: its caller, the topic it interrupted, or the chain. */
export function endTopic(
  turn: DialogTurn,
  outcome: 'completed' | 'cancelled',
  wanted: Follow | undefined,
): void {
  const top = topRun(turn);
  if (top === null) return;
  if (top.kind === 'topic' && outcome === 'completed') {
    turn.state.completed = true;
    turn.shortDescription = authored(turn, top).shortDescription ?? turn.shortDescription;
  }
  const run = endTopRun(turn, outcome);
  if (run === null) return;
  if (run.kind === 'topic' && outcome === 'completed' && run.calledBy === undefined) keepEnded(turn, run);
  const below = topRun(turn);
  if (run.calledBy !== undefined && below !== null) {
    returnToCaller(turn, run, below);
    return;
  }
  const next =
    wanted ??
    (run.role === undefined ? (run.kind === 'topic' ? 'anything_else' : 'wait') : followsRole[run.role]);
  if (next === 'finish') finish(turn);
  else if (below?.suspended === true) resume(turn, below);
  else follow(turn, next);
}

/** The chain: Anything Else → survey, for the share that is asked → closing. A step that is missing is passed over. */
export function follow(turn: DialogTurn, next: Follow): void {
  if (next === 'anything_else') startSetup(turn, 'anything_else');
  if (next === 'survey' && wantsSurvey(turn) && startSetup(turn, 'survey')) return;
  if (next === 'survey' || next === 'closing') {
    if (!startSetup(turn, 'closing')) finish(turn);
  }
  if (next === 'finish') finish(turn);
}

function finish(turn: DialogTurn): void {
  endAllRuns(turn, 'completed');
  delete turn.state.ended;
  turn.outcome = { kind: 'finished' };
}

/** Gives the block's outputs to the element that called it, and goes on after that element. */
function returnToCaller(turn: DialogTurn, block: TopicRun, caller: TopicRun): void {
  const topic = topicOf(turn, caller);
  const element = topic.element(block.calledBy ?? '');
  if (element?.kind !== 'block' && element?.kind !== 'survey')
    throw new Error(`the topic “${caller.topic}” has no element “${block.calledBy}” that calls another`);
  for (const [ours, theirs] of element.kind === 'block' ? Object.entries(element.outputs) : []) {
    caller.vars[ours] = block.vars[theirs] ?? block.inputs[theirs] ?? null;
  }
  goTo(turn, caller, element, undefined);
}

/** The interrupted topic goes on where it was: an input asks again, with the answers so far kept. */
function resume(turn: DialogTurn, run: TopicRun): void {
  delete run.suspended;
  run.attempts = 0;
  if (run.element === null) return;
  const base = baseRun(turn) ?? run;
  say(turn, { type: 'text', text: turn.texts.backTo(topicOf(turn, base).definition.title) });
}

/** Drawn by the conversation's id, so that the same conversation is always decided the same. */
export function wantsSurvey(turn: DialogTurn): boolean {
  const { probability } = turn.context.settings.survey;
  if (turn.state.surveyed) return false;
  const draw = createHash('sha256').update(`survey/${turn.context.conversationId}`).digest().readUInt32BE(0);
  return draw / 2 ** 32 < probability;
}
