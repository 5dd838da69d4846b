import type { Command } from './commands.ts';
import { type DialogTurn, endAllRuns, freshState, say, startSetup, topRun } from './dialogTurn.ts';
import { follow } from './endTopic.ts';
import { interrupt } from './interrupt.ts';
import { requestHandoff } from './requestHandoff.ts';

/** Does what a command asks for; false where it means nothing and the words are to be taken as any others. */
export function runCommand(turn: DialogTurn, command: Command): boolean {
  switch (command) {
    case 'agent':
      askForPerson(turn);
      return true;
    case 'help': {
      // Looking around is no change of subject: what runs is asked again afterwards.
      interrupt(turn, true);
      if (!startSetup(turn, 'explore_help')) say(turn, { type: 'text', text: turn.texts.whatElse });
      return true;
    }
    case 'hello':
      if (topRun(turn) !== null) return false;
      greet(turn);
      return true;
    case 'bye':
      endAllRuns(turn, 'cancelled');
      follow(turn, 'closing');
      return true;
    case 'restart':
      endAllRuns(turn, 'cancelled');
      turn.state = { ...freshState(turn.context), context: turn.state.context };
      greet(turn);
      return true;
    case 'cancel':
      cancel(turn);
      return true;
  }
}

export function greet(turn: DialogTurn): void {
  if (!startSetup(turn, 'greeting')) say(turn, { type: 'text', text: turn.texts.whatElse });
}

/** The Live Agent setup topic, or, without one, the request itself. */
export function askForPerson(turn: DialogTurn): void {
  const handoff = interrupt(turn, 'as authored');
  if (!startSetup(turn, 'live_agent', { handoff })) requestHandoff(turn, handoff);
}

function cancel(turn: DialogTurn): void {
  const running = topRun(turn);
  if (running === null && turn.state.pending === null) {
    say(turn, { type: 'text', text: turn.texts.nothingToCancel });
    return;
  }
  endAllRuns(turn, 'cancelled');
  say(turn, { type: 'text', text: turn.texts.cancelled });
  follow(turn, 'anything_else');
}
