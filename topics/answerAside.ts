import type { InputElement } from '../contracts/topic.ts';
import { acceptAnswer, settleAnswer } from './acceptAnswer.ts';
import { parseChoices } from './answers/parseChoice.ts';
import { parseYesNo } from './answers/parseYesNo.ts';
import { held } from './arriveAtInput.ts';
import { limitChoices, waysOn } from './askAside.ts';
import type { Aside, DialogInput, TopicRun } from './dialog.ts';
import { type DialogTurn, endTopRun, say, startTopic, topRun } from './dialogTurn.ts';
import { elementContext } from './elementContext.ts';
import { answerText } from './elements/readAnswer.ts';
import { elementKinds } from './elements/registry.ts';
import { endTopic } from './endTopic.ts';
import { isErrand } from './errand.ts';
import { isFree } from './inputElement.ts';
import { askForPerson } from './runCommand.ts';
import { applyCorrection } from './takeCorrection.ts';
import { baseRun, questionAt } from './trail.ts';

/** What was said to an `Aside`. False: it is no answer to that, so it is taken as one to the input's own question. */
export async function answerAside(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  aside: Aside,
  input: DialogInput,
): Promise<boolean> {
  const said = answerText(input) ?? '';
  if (aside.kind === 'limit') return goOn(turn, run, said);
  const { sure, likely } = parseYesNo(said, { outcomes: false, locale: turn.context.locale });
  const agreed = sure ?? (likely === false ? false : null);
  if (agreed === null) return false;
  const instead = agreed || sure !== null ? '' : withoutNo(said);
  // “No, the laptop”: the right answer came with it.
  if (instead !== '' && aside.kind !== 'correction') {
    const words = { kind: 'text', text: instead } as const;
    const answer = await elementKinds[element.kind].answer?.(element, words, elementContext(turn, run));
    if (answer?.ok === true) {
      acceptAnswer(turn, run, element, held(answer, instead));
      return true;
    }
    if (isFree(element)) return false;
  }
  decide(turn, run, element, aside, agreed);
  return true;
}

function decide(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  aside: Exclude<Aside, { kind: 'limit' }>,
  agreed: boolean,
): void {
  delete run.aside;
  if (aside.kind === 'correction') {
    const entry = questionAt(turn, aside.place);
    if (agreed && entry !== undefined) {
      applyCorrection(turn, entry, aside.answer);
      return;
    }
    say(turn, { type: 'text', text: turn.texts.dialog.unchanged });
    run.awaiting = false;
    return;
  }
  if (agreed) {
    settleAnswer(turn, run, element, aside.answer);
    return;
  }
  run.ownQuestion = true;
  run.awaiting = false;
}

/** `at_limit: offer`: try again, start over, a person, something else. */
function goOn(turn: DialogTurn, run: TopicRun, said: string): boolean {
  const picked = parseChoices(said, waysOn(turn), false, { locale: turn.context.locale });
  if (picked?.sure !== true) return false;
  delete run.aside;
  switch (picked.choices[0]?.value) {
    case limitChoices.again:
      run.attempts = 0;
      run.awaiting = false;
      return true;
    case limitChoices.over:
      startOver(turn);
      return true;
    case limitChoices.person:
      askForPerson(turn);
      return true;
    default:
      leave(turn);
      return true;
  }
}

/** The topic begins again, on the version it runs on and with the words that found it. */
function startOver(turn: DialogTurn): void {
  const base = baseRun(turn);
  const topic = base === null ? null : turn.catalog.get(base.topic, base.version);
  if (base === null || topic === null) return;
  while (topRun(turn) !== base) endTopRun(turn, 'cancelled');
  endTopRun(turn, 'cancelled');
  startTopic(turn, topic, 'picked', { vars: { utterance: base.vars.utterance ?? null } });
}

function leave(turn: DialogTurn): void {
  while (topRun(turn)?.calledBy !== undefined) endTopRun(turn, 'cancelled');
  endTopic(turn, 'cancelled', 'wait');
  if (topRun(turn) === null && !isErrand(turn)) say(turn, { type: 'text', text: turn.texts.whatElse });
}

function withoutNo(said: string): string {
  return said.replace(/^\s*(?:no|nope|nah|nein|nee)(?=[\s,.;:!–-])[\s,.;:!–-]*/i, '');
}
