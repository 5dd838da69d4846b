import { isNone } from './answers/parseChoice.ts';
import { parseYesNo } from './answers/parseYesNo.ts';
import { changeLanguageIfAsked } from './changeLanguage.ts';
import { commandOf } from './commands.ts';
import { offerTopic } from './confirmTopic.ts';
import { correctEnded } from './correctEnded.ts';
import { type DialogTurn, startTopic, viewOf } from './dialogTurn.ts';
import { type Discovery, discover } from './discover.ts';
import { awaitLabel, labelDiscovery } from './labelDiscovery.ts';
import { notUnderstood } from './notUnderstood.ts';
import { offerPick, takePick } from './pickTopic.ts';
import { runCommand } from './runCommand.ts';

const loggedCandidates = 5;

/** Words with no topic waiting for them: a command, a correction of the topic that ended, else discovery (TD3–TD6). */
export async function routeText(turn: DialogTurn, text: string): Promise<void> {
  const command = commandOf(text);
  if (command !== null && runCommand(turn, command, text)) return;
  if (changeLanguageIfAsked(turn, text, true)) return;
  const { pending, completed } = turn.state;
  if (pending?.kind === 'pick') {
    if (takePick(turn, text, pending.candidates)) return;
    labelDiscovery(turn, 'skipped_with_new_utterance');
  } else if (completed && wantsNothing(text, turn.context.locale) && runCommand(turn, 'bye', text)) return;
  const found = discover(turn.catalog, viewOf(turn), text);
  if (pending === null && (await correctEnded(turn, null, text, found.outcome === 'none'))) return;
  act(turn, found);
}

/** “No”, “nothing”: when a topic is done, that is a goodbye. */
function wantsNothing(text: string, locale: string): boolean {
  return parseYesNo(text, { locale }).sure === false || isNone(text, locale);
}

/** TD12: a discovery that was acted on, with its candidates. */
export function logDiscovery(turn: DialogTurn, { text, ranked, outcome, candidates }: Discovery): void {
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
export function act(turn: DialogTurn, found: Discovery): void {
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
