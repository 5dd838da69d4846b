import { offerTopic } from './confirmTopic.ts';
import type { TopicRun } from './dialog.ts';
import { type DialogTurn, startTopic, viewOf } from './dialogTurn.ts';
import { discover } from './discover.ts';
import { namesSomething } from './discovery/terms.ts';
import { isErrand } from './errand.ts';
import { interrupt } from './interrupt.ts';
import { act, logDiscovery } from './routeText.ts';

/** TD9: what another wish needs to take over while a topic asks something; it must also name what it is about. */
const clearly = 0.8;

/**
 * TD9: words that are no answer may be another wish. A running topic is left for a clear match only, and asks first if
 * the settings say so (TD7); a setup topic is left also for a pick list, since what it asks is small beside what the
 * requester wants. `least`: how sure the wish must be at least.
 */
export function changeSubject(turn: DialogTurn, run: TopicRun, text: string, least: number): boolean {
  // Who asked for the errand asked for this topic.
  if (isErrand(turn)) return false;
  const { switchByKeywords, confirmSwitch } = turn.context.settings.discovery;
  const found = discover(turn.catalog, viewOf(turn), text, switchByKeywords);
  const [best] = found.candidates;
  if (best === undefined || found.outcome === 'none' || best.score < least) return false;
  const topic = turn.catalog.get(best.topic);
  const smallTalk = topic?.definition.type === 'small_talk';
  // “Yes, thanks a lot” is an answer first.
  if (smallTalk && least > 0) return false;
  if (run.kind === 'setup') {
    interrupt(turn, false);
    act(turn, found);
    return true;
  }
  const running = turn.state.stack.some(({ topic }) => topic === best.topic);
  if (found.outcome !== 'match' || running || topic === null) return false;
  if (best.score < clearly || !namesSomething(text)) return false;
  logDiscovery(turn, found);
  // Small talk is no change of subject.
  if (confirmSwitch && !smallTalk) {
    offerTopic(turn, { kind: 'confirm', candidate: best, text, switching: true });
    return true;
  }
  interrupt(turn, smallTalk ? true : 'as authored');
  const runId = startTopic(turn, topic, 'switch', { vars: { utterance: text } });
  turn.state.unlabelled = { text, chosen: topic.name, runId };
  return true;
}
