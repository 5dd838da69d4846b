import type { InputElement } from '../contracts/topic.ts';
import { askAside } from './askAside.ts';
import type { TopicRun } from './dialog.ts';
import type { DialogTurn } from './dialogTurn.ts';
import { elementContext } from './elementContext.ts';
import { takeDefault } from './elements/askInput.ts';
import { elementKinds } from './elements/registry.ts';
import { goTo } from './goTo.ts';
import { interrupt } from './interrupt.ts';
import { logInput } from './logInput.ts';
import { notUnderstood } from './notUnderstood.ts';
import { askForPerson } from './runCommand.ts';
import { baseRun } from './trail.ts';

/** An answer that could not be read: asks again, or, at the limit, goes where the element says (domain B4). */
export async function rejectAnswer(
  turn: DialogTurn,
  run: TopicRun,
  element: InputElement,
  said: string,
  hint: string,
): Promise<void> {
  run.attempts += 1;
  logInput(turn, run, element, 'invalid', said, hint);
  if (run.aside?.kind === 'limit') return giveUp(turn, said);
  const context = elementContext(turn, run);
  const stop = element.stop_if !== undefined && context.holds(element.stop_if);
  if (stop || run.attempts >= element.max_attempts) return atLimit(turn, run, element, said);
  if (run.aside !== undefined) return askAside(turn, run, element, run.aside);
  turn.promptInstead = element.reprompt === undefined ? hint : context.wording(element.reprompt);
  await elementKinds[element.kind].run({ ...element, skip_if: undefined }, context);
  turn.promptInstead = null;
}

function atLimit(turn: DialogTurn, run: TopicRun, element: InputElement, said: string): void {
  const { at_limit: limit } = element;
  if (limit === 'agent') {
    askForPerson(turn);
    return;
  }
  if (limit === 'continue') {
    takeDefault(element, elementContext(turn, run));
    goTo(turn, run, element, undefined);
    return;
  }
  if (typeof limit === 'object') {
    goTo(turn, run, element, limit.next);
    return;
  }
  // A setup topic is a step of the chain: what it could not read is a wish like any other.
  if (limit === 'offer' && baseRun(turn)?.kind !== 'setup') {
    askAside(turn, run, element, { kind: 'limit', said });
    return;
  }
  giveUp(turn, said);
}

/** The Fallback; from the Fallback itself a person, so that it never goes round. */
function giveUp(turn: DialogTurn, said: string): void {
  if (baseRun(turn)?.role === 'fallback') {
    askForPerson(turn);
    return;
  }
  interrupt(turn, 'as authored');
  notUnderstood(turn, said, 'limit');
}
