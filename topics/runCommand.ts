import type { Command } from './commands.ts';
import { type DialogTurn, endAllRuns, freshState, say, startSetup, topRun } from './dialogTurn.ts';
import { follow } from './endTopic.ts';
import { isOff, setupTopic } from './experience.ts';
import { goBack } from './goBack.ts';
import { interrupt } from './interrupt.ts';
import { labelDiscovery } from './labelDiscovery.ts';
import { requestHandoff } from './requestHandoff.ts';

/**
 * Does what a command asks for; false where it means nothing and the words are to be taken as any others.
 * `said`: the words it was recognised in, if any: finding a setup topic is a discovery, too (TD12).
 */
export function runCommand(turn: DialogTurn, command: Command, said?: string): boolean {
  if (command === 'hello' && topRun(turn) !== null) return false;
  const { pending } = turn.state;
  if (pending !== null)
    labelDiscovery(turn, pending.kind === 'pick' ? 'skipped' : 'exited_without_confirmation');
  if (said !== undefined) labelCommand(turn, command, said);
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
      greet(turn);
      return true;
    case 'bye':
      endAllRuns(turn, 'cancelled');
      follow(turn, 'closing');
      return true;
    case 'restart': {
      endAllRuns(turn, 'cancelled');
      const { context, experience, errand } = turn.state;
      const fresh = freshState(turn.catalog, turn.ports, turn.context);
      turn.state = {
        ...fresh,
        context,
        experience,
        languageKnown: true,
        ...(errand === undefined ? {} : { errand }),
      };
      greet(turn);
      return true;
    }
    case 'cancel':
      cancel(turn);
      return true;
    case 'back':
      goBack(turn);
      return true;
  }
}

const roles = { agent: 'live_agent', help: 'explore_help', hello: 'greeting', bye: 'closing' } as const;

function labelCommand(turn: DialogTurn, command: Command, text: string): void {
  if (command === 'restart' || command === 'cancel' || command === 'back') return;
  const chosen = setupTopic(turn, roles[command])?.name ?? null;
  turn.events.push({ type: 'discovery_labelled', text, chosen, label: 'setup_topic_prediction' });
}

export function greet(turn: DialogTurn): void {
  if (!startSetup(turn, 'greeting')) say(turn, { type: 'text', text: turn.texts.whatElse });
}

/** The Live Agent setup topic, or, without one, the request itself; where the step is off, nobody is asked. */
export function askForPerson(
  turn: DialogTurn,
  resume: Parameters<typeof interrupt>[1] = 'as authored',
): void {
  const handoff = interrupt(turn, resume);
  if (startSetup(turn, 'live_agent', { handoff })) return;
  if (isOff(turn, 'live_agent')) say(turn, { type: 'text', text: turn.texts.notTransferred.refused });
  else requestHandoff(turn, handoff);
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
