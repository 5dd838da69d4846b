import { parseChoices } from './answers/parseChoice.ts';
import { parseYesNo } from './answers/parseYesNo.ts';
import { yesOrNo } from './askAside.ts';
import { changeLanguageIfAsked } from './changeLanguage.ts';
import { commandOf } from './commands.ts';
import type { Pending } from './dialog.ts';
import { type DialogTurn, say, startSetup, startTopic, topicOf, topRun, viewOf } from './dialogTurn.ts';
import { type Decision, decide } from './discover.ts';
import { namesStep } from './experience.ts';
import { interrupt } from './interrupt.ts';
import { awaitLabel, labelDiscovery } from './labelDiscovery.ts';
import { runCommand } from './runCommand.ts';
import { baseRun } from './trail.ts';

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
  if (command !== null && runCommand(turn, command, text)) return;
  if (changeLanguageIfAsked(turn, text, true)) return;
  const { pending } = turn.state;
  if (pending?.kind === 'pick') {
    if (takePick(turn, text, pending.candidates)) return;
    labelDiscovery(turn, 'skipped_with_new_utterance');
  }
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
    labelDiscovery(turn, 'incorrect_among_multiple');
    interrupt(turn, 'as authored');
    notUnderstood(turn, text, 'none_of_these');
    return true;
  }
  if (!value.startsWith(topicPrefix)) return false;
  const name = value.slice(topicPrefix.length);
  const { pending } = turn.state;
  if (pending?.kind === 'pick') {
    if (pending.candidates.some((candidate) => candidate.topic === name))
      labelDiscovery(turn, 'correct_among_multiple', name);
    else labelDiscovery(turn, 'skipped');
  }
  const topic = turn.catalog.get(name);
  const open =
    topic !== null &&
    [...turn.catalog.visible(viewOf(turn)), ...turn.catalog.discoverable(viewOf(turn))].includes(topic);
  interrupt(turn, 'as authored');
  if (open) startTopic(turn, topic, 'picked');
  else say(turn, { type: 'text', text: turn.texts.topicGone });
  return true;
}

/**
 * What was said to “is this the right topic?” (TD7). True: it was yes or no; no leads to the Fallback, or back to the
 * interrupted topic. False: it was neither, and is to be taken as if nothing had been asked.
 */
export function answerConfirmation(
  turn: DialogTurn,
  { candidate, text, switching }: Extract<Pending, { kind: 'confirm' }>,
  said: string,
): boolean {
  turn.state.pending = null;
  const { sure, likely } = parseYesNo(said, { outcomes: false });
  const topic = turn.catalog.get(candidate.topic);
  if (topic !== null && (sure ?? likely) === true) {
    labelDiscovery(turn, 'correct');
    if (switching) interrupt(turn, 'as authored');
    startTopic(turn, topic, switching ? 'switch' : 'discovery', { vars: { utterance: text } });
    return true;
  }
  labelDiscovery(turn, likely === false ? 'incorrect' : 'exited_without_confirmation');
  if (sure !== false) return false;
  if (switching) askAgain(turn);
  else notUnderstood(turn, text, 'none_of_these');
  return true;
}

/** The running topic asks its question once more. */
export function askAgain(turn: DialogTurn): void {
  const run = topRun(turn);
  if (run !== null) run.awaiting = false;
}

/** Runs discovery over what this requester may be offered; nothing is logged yet. `keywords: false`: by the model alone. */
export function find(turn: DialogTurn, text: string, keywords = true): Found {
  const { discovery } = turn.context.settings;
  const open = new Set(turn.catalog.discoverable(viewOf(turn)).map(({ name }) => name));
  const ranked = turn.catalog
    .ranking(turn.context.locale)
    .rank(text, discovery.keywords)
    .filter(
      ({ topic, by }) => open.has(topic) && ((keywords && discovery.backupKeywords) || by !== 'keywords'),
    )
    .map((candidate) => ({ ...candidate, title: titleOf(turn, candidate.topic) ?? candidate.title }));
  return { text, ranked, ...decide(ranked, discovery) };
}

/** TD12: a discovery that was acted on, with its candidates. */
export function logDiscovery(turn: DialogTurn, { text, ranked, outcome, candidates }: Found): void {
  const chosen = outcome === 'match' ? (candidates[0]?.topic ?? null) : null;
  turn.events.push({
    type: 'topic_discovered',
    text,
    outcome,
    candidates: ranked.slice(0, Math.max(candidates.length, loggedCandidates)),
    chosen,
  });
  awaitLabel(turn, { text, chosen });
}

/** Starts the topic, asks whether or which one (TD5, TD7), or says that nothing was understood; logged first. */
export function act(turn: DialogTurn, found: Found): void {
  const { text, outcome, candidates } = found;
  logDiscovery(turn, found);
  const [best] = candidates;
  const topic = outcome === 'match' && best !== undefined ? turn.catalog.get(best.topic) : null;
  if (topic !== null && best !== undefined) {
    const ask = turn.context.settings.discovery.confirmFirst && topic.definition.type !== 'small_talk';
    if (ask) {
      offerTopic(turn, { kind: 'confirm', candidate: best, text, switching: false });
      return;
    }
    const runId = startTopic(turn, topic, 'discovery', { vars: { utterance: text } });
    turn.state.unlabelled = { text, chosen: topic.name, runId };
  } else if (outcome === 'choose') offerPick(turn, text, candidates);
  else notUnderstood(turn, text, 'not_understood');
}

/** TD7: asks before it starts; what runs meanwhile waits. */
export function offerTopic(turn: DialogTurn, pending: Extract<Pending, { kind: 'confirm' }>): void {
  const { dialog } = turn.texts;
  const { title } = pending.candidate;
  const base = baseRun(turn);
  const running = base === null ? '' : topicOf(turn, base).definition.title;
  turn.state.pending = pending;
  say(turn, {
    type: 'choices',
    text: pending.switching ? dialog.confirmSwitch(title, running) : dialog.confirmTopic(title),
    choices: yesOrNo(turn),
  });
}

/** TD6: what nobody understood is searched for if that is wanted, else the Fallback has it. */
export function notUnderstood(
  turn: DialogTurn,
  text: string,
  reason: 'not_understood' | 'none_of_these' | 'limit',
): void {
  turn.state.pending = null;
  const vars = { text, reason };
  if (reason !== 'limit' && wantsSearch(turn) && startSetup(turn, 'search', { vars })) {
    labelDiscovery(turn, 'search_fallback');
    return;
  }
  labelDiscovery(turn, 'uncategorised');
  if (!startSetup(turn, 'fallback', { vars })) say(turn, { type: 'text', text: turn.texts.notUnderstood });
}

function wantsSearch(turn: DialogTurn): boolean {
  return turn.context.settings.discovery.searchFallback || namesStep(turn, 'search');
}

/** TD5. */
function offerPick(turn: DialogTurn, text: string, candidates: Decision['candidates']): void {
  turn.state.pending = { kind: 'pick', candidates, text };
  say(turn, { type: 'choices', text: turn.texts.pickOne, choices: pickChoices(turn, candidates) });
}

function takePick(turn: DialogTurn, text: string, candidates: Decision['candidates']): boolean {
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

function titleOf(turn: DialogTurn, topic: string): string | undefined {
  return turn.catalog.get(topic)?.inLanguage(turn.context.locale).definition.title;
}
