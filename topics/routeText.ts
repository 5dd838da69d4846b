import { changeLanguageIfAsked } from './changeLanguage.ts';
import { commandOf } from './commands.ts';
import { offerTopic } from './confirmTopic.ts';
import { correctEnded } from './correctEnded.ts';
import { type DialogTurn, startTopic, viewOf } from './dialogTurn.ts';
import { type Decision, decide } from './discover.ts';
import { awaitLabel, labelDiscovery } from './labelDiscovery.ts';
import { notUnderstood } from './notUnderstood.ts';
import { offerPick, takePick } from './pickTopic.ts';
import { runCommand } from './runCommand.ts';

const loggedCandidates = 5;

interface Found extends Decision {
  text: string;
  ranked: Decision['candidates'];
}

/** Words with no topic waiting for them: a command, a correction of the topic that ended, else discovery (TD3–TD6). */
export async function routeText(turn: DialogTurn, text: string): Promise<void> {
  const command = commandOf(text);
  if (command !== null && runCommand(turn, command, text)) return;
  if (changeLanguageIfAsked(turn, text, true)) return;
  const { pending } = turn.state;
  if (pending?.kind === 'pick') {
    if (takePick(turn, text, pending.candidates)) return;
    labelDiscovery(turn, 'skipped_with_new_utterance');
  }
  const found = find(turn, text);
  if (pending === null && (await correctEnded(turn, null, text, found.outcome === 'none'))) return;
  act(turn, found);
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

function titleOf(turn: DialogTurn, topic: string): string | undefined {
  return turn.catalog.get(topic)?.inLanguage(turn.context.locale).definition.title;
}
