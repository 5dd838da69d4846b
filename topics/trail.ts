import { createHash } from 'node:crypto';
import type { MessageBody } from '../contracts/messages.ts';
import type { AskedQuestion, HeldAnswer, TopicRun } from './dialog.ts';
import { type DialogTurn, say } from './dialogTurn.ts';

/** How many characters of JSON the ways back of one topic may take in the state; the oldest are forgotten but for one. */
const roomForWays = 12_000;
const questionsKept = 50;
const alwaysKept = 2;

/** The topic that runs: the innermost run that nobody called, whose blocks lie above it. Null: none runs. */
export function baseRun(turn: DialogTurn): TopicRun | null {
  return turn.state.stack.findLast(({ calledBy }) => calledBy === undefined) ?? null;
}

/** The question that waits now is noted, with the way back to it. Asked again, it stands there already. */
export function noteQuestion(turn: DialogTurn, run: TopicRun, element: string, question: string): void {
  const base = baseRun(turn);
  if (base === null) return;
  const trail = base.trail ?? [];
  const place = placeNow(turn);
  const last = trail.at(-1);
  if (last?.place === place && last.answer === undefined) return;
  const { topic, version } = run;
  const runs = framesOf(turn).map(copy);
  const size = JSON.stringify(runs).length;
  const entry: AskedQuestion = { place, topic, version, element, question, said: turn.said, runs, size };
  turn.said = [];
  base.trail = withinRoom([...trail, entry].slice(-questionsKept));
}

/** The answer to the question that waits is noted. */
export function noteAnswer(turn: DialogTurn, answer: HeldAnswer): void {
  const last = baseRun(turn)?.trail?.at(-1);
  if (last?.place === placeNow(turn)) last.answer = answer;
}

/** Something was done that cannot be undone: there is no way back to the questions before. `number`: of the record, if it is one. */
export function closeWays(turn: DialogTurn, number: string | undefined): void {
  const base = baseRun(turn);
  if (base === null) return;
  base.submitted = number ?? base.submitted ?? '';
  for (const entry of base.trail ?? []) {
    entry.runs = null;
    entry.closed = 'submitted';
  }
}

/** Why there is no way back to a question of this topic, for the requester. */
export function whyClosed(
  { texts: { dialog } }: DialogTurn,
  base: TopicRun,
  { closed = 'forgotten' }: Pick<AskedQuestion, 'closed'>,
): string {
  return closed === 'submitted' ? dialog.submitted(base.submitted ?? '') : dialog.forgotten;
}

/** The questions before the one that waits, the latest last. */
export function earlierQuestions(turn: DialogTurn): AskedQuestion[] {
  const trail = baseRun(turn)?.trail ?? [];
  const waits = turn.state.stack.at(-1)?.awaiting === true && trail.at(-1)?.place === placeNow(turn);
  return waits ? trail.slice(0, -1) : trail;
}

/** The question that was asked at a place: of the topic that runs, else of the one that ended. */
export function questionAt(turn: DialogTurn, place: string): AskedQuestion | undefined {
  const at = (asked: AskedQuestion) => asked.place === place;
  return earlierQuestions(turn).findLast(at) ?? turn.state.ended?.trail?.findLast(at);
}

/** Goes back to a question; it is asked again. With `answer` it is taken as answered so, and the rest as before. */
export function returnTo(turn: DialogTurn, entry: AskedQuestion, answer?: HeldAnswer): void {
  const base = baseRun(turn);
  const trail = base?.trail ?? [];
  const at = trail.indexOf(entry);
  if (base === null || at === -1 || entry.runs === null)
    throw new Error('there is no way back to this question');
  if (answer !== undefined) turn.replay = replayOf({ ...entry, answer }, trail.slice(at + 1));
  const [first, ...called] = entry.runs.map(copy);
  if (first === undefined) throw new Error('a way back has no topic');
  turn.state.stack.splice(turn.state.stack.indexOf(base), Number.POSITIVE_INFINITY, first, ...called);
  first.trail = trail.slice(0, at);
  turn.said = entry.said;
}

/** What was answered before to the same question at the same place; each answer is given once. */
export function answerBefore(turn: DialogTurn, question: string): HeldAnswer | null {
  const key = keyOf(placeNow(turn), question);
  const known = turn.replay?.answers.get(key) ?? null;
  turn.replay?.answers.delete(key);
  return known;
}

/** Says what a topic says, unless it was said on the way that is taken again. */
export function sayOnce(turn: DialogTurn, body: MessageBody, as?: Parameters<typeof say>[2]): void {
  const mark = createHash('sha256').update(`${body.type} ${body.text}`).digest('base64url').slice(0, 8);
  turn.said.push(mark);
  if (turn.replay?.said.has(mark) !== true) say(turn, body, as);
}

function replayOf(corrected: AskedQuestion, later: readonly AskedQuestion[]): DialogTurn['replay'] {
  const answers = new Map<string, HeldAnswer>();
  for (const { place, question, answer } of [...later.toReversed(), corrected])
    if (answer !== undefined) answers.set(keyOf(place, question), answer);
  return { answers, said: new Set(later.flatMap(({ said }) => said)) };
}

function keyOf(place: string, question: string): string {
  return `${place}\n${question}`;
}

function framesOf(turn: DialogTurn): TopicRun[] {
  const { stack } = turn.state;
  return stack.slice(stack.findLastIndex(({ calledBy }) => calledBy === undefined));
}

function placeNow(turn: DialogTurn): string {
  return framesOf(turn)
    .map(({ element, loops = [] }) =>
      [element, ...loops.map((loop) => `${loop.element}.${loop.at}`)].join('+'),
    )
    .join('/');
}

/** Values are replaced, never changed in place, so the maps alone are copied. */
function copy({ trail: _trail, aside: _aside, ...run }: TopicRun): TopicRun {
  const maps = { inputs: { ...run.inputs }, vars: { ...run.vars }, display: { ...run.display } };
  return { ...run, ...maps, awaiting: false, attempts: 0 };
}

function withinRoom(trail: AskedQuestion[]): AskedQuestion[] {
  let room = roomForWays;
  for (const [age, entry] of trail.toReversed().entries()) {
    if (entry.runs === null) continue;
    room -= entry.size;
    if (room >= 0 || age < alwaysKept) continue;
    entry.runs = null;
    entry.closed = 'forgotten';
  }
  return trail;
}
