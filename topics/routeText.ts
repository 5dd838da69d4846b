import { parseChoices } from './answers/parseChoice.ts';
import { commandOf } from './commands.ts';
import { type DialogTurn, say, startSetup, startTopic, viewOf } from './dialogTurn.ts';
import { type Decision, decide } from './discover.ts';
import { interrupt } from './interrupt.ts';
import { runCommand } from './runCommand.ts';

const topicPrefix = 'topic:';
export const everything = 'topics:all';
const none = 'topics:none';
const loggedCandidates = 5;

interface Found extends Decision {
  text: string;
  ranked: Decision['candidates'];
}

/** Words with no topic waiting for them: a command, else discovery (TD3–TD6). */
export function routeText(turn: DialogTurn, text: string): void {
  const command = commandOf(text);
  if (command !== null && runCommand(turn, command)) return;
  const pending = turn.state.pending;
  if (pending !== null && takePick(turn, text, pending)) return;
  act(turn, find(turn, text));
}

/** What a pick in a list means, wherever it comes: a topic, everything, or none of these. False: it is no such pick. */
export function routeValue(turn: DialogTurn, value: string): boolean {
  if (value === everything) {
    runCommand(turn, 'help');
    return true;
  }
  if (value === none) {
    const text = turn.state.pending?.text ?? '';
    interrupt(turn, 'as authored');
    notUnderstood(turn, text, 'none_of_these');
    return true;
  }
  if (!value.startsWith(topicPrefix)) return false;
  const topic = turn.catalog.get(value.slice(topicPrefix.length));
  const open =
    topic !== null &&
    [...turn.catalog.visible(viewOf(turn)), ...turn.catalog.discoverable(viewOf(turn))].includes(topic);
  interrupt(turn, 'as authored');
  if (open) startTopic(turn, topic, 'picked');
  else say(turn, { type: 'text', text: turn.texts.topicGone });
  return true;
}

/** Runs discovery over what this requester may be offered; nothing is logged yet. `keywords: false`: by the model alone. */
export function find(turn: DialogTurn, text: string, keywords = true): Found {
  const open = new Set(turn.catalog.discoverable(viewOf(turn)).map(({ name }) => name));
  const ranked = turn.catalog
    .ranking(turn.context.locale)
    .rank(text)
    .filter(({ topic, by }) => open.has(topic) && (keywords || by !== 'keywords'));
  return { text, ranked, ...decide(ranked, turn.context.settings.discovery) };
}

/** TD12: a discovery that was acted on, with its candidates. */
export function logDiscovery(turn: DialogTurn, { text, ranked, outcome, candidates }: Found): void {
  turn.events.push({
    type: 'topic_discovered',
    text,
    outcome,
    candidates: ranked.slice(0, Math.max(candidates.length, loggedCandidates)),
    chosen: outcome === 'match' ? (candidates[0]?.topic ?? null) : null,
  });
}

/** Starts the topic, asks which one, or says that nothing was understood; logged first. */
export function act(turn: DialogTurn, found: Found): void {
  const { text, outcome, candidates } = found;
  logDiscovery(turn, found);
  const [best] = candidates;
  const topic = outcome === 'match' && best !== undefined ? turn.catalog.get(best.topic) : null;
  if (topic !== null) startTopic(turn, topic, 'discovery', { vars: { utterance: text } });
  else if (outcome === 'choose') offerPick(turn, text, candidates);
  else notUnderstood(turn, text, 'not_understood');
}

export function notUnderstood(
  turn: DialogTurn,
  text: string,
  reason: 'not_understood' | 'none_of_these' | 'limit',
): void {
  turn.state.pending = null;
  if (!startSetup(turn, 'fallback', { vars: { text, reason } }))
    say(turn, { type: 'text', text: turn.texts.notUnderstood });
}

/** TD5. */
function offerPick(turn: DialogTurn, text: string, candidates: Decision['candidates']): void {
  turn.state.pending = { kind: 'pick', candidates, text };
  say(turn, { type: 'choices', text: turn.texts.pickOne, choices: pickChoices(turn, candidates) });
}

function takePick(
  turn: DialogTurn,
  text: string,
  { candidates }: NonNullable<DialogTurn['state']['pending']>,
): boolean {
  const picked = parseChoices(text, pickChoices(turn, candidates), false);
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
