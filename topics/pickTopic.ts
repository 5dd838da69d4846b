import { parseChoices } from './answers/parseChoice.ts';
import { type DialogTurn, say, startTopic, viewOf } from './dialogTurn.ts';
import type { Decision } from './discover.ts';
import { isErrand } from './errand.ts';
import { interrupt } from './interrupt.ts';
import { labelDiscovery } from './labelDiscovery.ts';
import { notUnderstood } from './notUnderstood.ts';
import { runCommand } from './runCommand.ts';

const topicPrefix = 'topic:';
const everything = 'topics:all';
const none = 'topics:none';

/** What a pick in a list means, wherever it comes: a topic, everything, or none of these. False: it is no such pick. */
export function routeValue(turn: DialogTurn, value: string): boolean {
  // A list of before the errand is no offer now.
  if (isErrand(turn)) return false;
  if (value === everything) {
    runCommand(turn, 'help');
    return true;
  }
  if (value === none) {
    const text = turn.state.pending?.text ?? '';
    labelDiscovery(turn, 'incorrect_among_multiple');
    interrupt(turn, 'as authored');
    notUnderstood(turn, text, 'none_of_these');
    return true;
  }
  if (!value.startsWith(topicPrefix)) return false;
  const name = value.slice(topicPrefix.length);
  const { pending } = turn.state;
  const meant = pending?.kind === 'pick' && pending.candidates.some((candidate) => candidate.topic === name);
  if (meant) labelDiscovery(turn, 'correct_among_multiple', name);
  else if (pending?.kind === 'pick') labelDiscovery(turn, 'skipped');
  const topic = turn.catalog.get(name);
  const open =
    topic !== null &&
    [...turn.catalog.visible(viewOf(turn)), ...turn.catalog.discoverable(viewOf(turn))].includes(topic);
  interrupt(turn, 'as authored');
  if (open) startTopic(turn, topic, 'picked', meant ? { vars: { utterance: pending.text } } : {});
  else say(turn, { type: 'text', text: turn.texts.topicGone });
  return true;
}

/** TD5. */
export function offerPick(turn: DialogTurn, text: string, candidates: Decision['candidates']): void {
  turn.state.pending = { kind: 'pick', candidates, text };
  say(turn, { type: 'choices', text: turn.texts.pickOne, choices: pickChoices(turn, candidates) });
}

export function takePick(turn: DialogTurn, text: string, candidates: Decision['candidates']): boolean {
  const picked = parseChoices(text, pickChoices(turn, candidates), false, { locale: turn.context.locale });
  const [choice] = picked?.choices ?? [];
  return picked?.sure === true && choice !== undefined && routeValue(turn, choice.value);
}

function pickChoices(
  turn: DialogTurn,
  candidates: Decision['candidates'],
): { value: string; label: string }[] {
  return [
    ...candidates.map(({ topic, title }) => ({ value: `${topicPrefix}${topic}`, label: title })),
    { value: none, label: turn.texts.noneOfThese },
  ];
}
