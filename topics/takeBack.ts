import type { DialogInput } from './dialog.ts';
import { type DialogTurn, endAllRuns, startSetup, startTopic, topicOf, topRun } from './dialogTurn.ts';
import { follow } from './endTopic.ts';
import { leaveErrand } from './errand.ts';
import { resolveHandoff } from './resolveHandoff.ts';

/** The shipped topic that offers to call back (topics/library/callback.yaml). */
const callback = 'callback';

/**
 * People gave the conversation back, or nobody came in time. What cannot be done any more, because its topic was
 * unpublished, is an offer to leave a message: it always leads somewhere (design §4).
 */
export function takeBack(
  turn: DialogTurn,
  { then, nobodyCame }: Extract<DialogInput, { kind: 'returned' }>,
): void {
  leaveErrand(turn);
  if (nobodyCame === true) turn.state.nobodyCame = true;
  endAllRuns(turn, 'completed');
  turn.state.completed = true;
  if (then.kind === 'anything_else') {
    follow(turn, 'anything_else');
    return;
  }
  const name = then.kind === 'topic' ? then.topic : then.kind === 'callback' ? callback : null;
  const topic = name === null ? null : turn.catalog.get(name);
  if (topic?.definition.type === 'topic') startTopic(turn, topic, 'setup');
  else offerMessage(turn);
}

/** The Live Agent topic, where it goes when it asked for a person and nobody was there. */
function offerMessage(turn: DialogTurn): void {
  if (startSetup(turn, 'live_agent')) {
    const run = topRun(turn);
    const asks = run === null ? undefined : topicOf(turn, run).definition.elements.find(isTransfer);
    if (run !== null && asks !== undefined) {
      run.element = asks.id;
      run.awaiting = true;
    }
  }
  resolveHandoff(turn, { kind: 'handoff_resolved', outcome: 'no_agents' });
}

function isTransfer({ kind }: { kind: string }): boolean {
  return kind === 'transfer';
}
