import type { QueueTextKey } from '../../contracts/handoff.ts';
import type { HandoffOutcome } from '../../contracts/states.ts';
import type { Assessment, HandoffDeps } from '../handoff.ts';
import { textsFor } from '../texts.ts';
import { fillText, queueText } from './queueText.ts';
import { opensWords, standingWords } from './queueWords.ts';

const keys: Readonly<Record<HandoffOutcome, QueueTextKey | null>> = {
  offered: 'connecting',
  queued: 'queued',
  no_agents: 'noAgents',
  closed_hours: 'closed',
  refused: null,
};

/**
 * What the requester reads when asking for a person has come to this: the queue's own words, and when it opens next
 * where it is closed. Null: nothing of its own, and the topic or the product says it.
 */
export async function wordsFor(
  deps: HandoffDeps,
  assessment: Assessment,
  locale: string,
): Promise<string | null> {
  const queue = assessment.queue === null ? null : await deps.queues.get(assessment.queue.id);
  if (queue === null) return null;
  const opens = await opensWords(deps, queue, locale);
  // Messaging is taken while it is closed, and told when somebody will answer (F7 21).
  const waits = assessment.outcome === 'queued' && opens !== null;
  const key = waits ? 'closed' : keys[assessment.outcome];
  const own = key === null ? null : queueText(queue, key, locale);
  const words =
    own === null ? null : fillText(own, { queue: queue.name, opens, ...standingWords(assessment, locale) });
  if (words !== null || opens === null) return words;
  const texts = textsFor(locale);
  if (waits) return texts.waitsForOpening(opens);
  return assessment.outcome === 'closed_hours' ? texts.opens(opens) : null;
}
