import { virtualAgent } from '../../contracts/header.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { RecordValue } from '../../interactions/turn.ts';
import type { HandoffDeps } from '../handoff.ts';
import type { Weight } from '../workItem.ts';
import { priorityIn } from './priorityIn.ts';
import type { Queue } from './queue.ts';
import { shippedRule } from './routingView.ts';
import { sizeOf } from './sizeOf.ts';

/**
 * What the router makes of the work of a conversation in a queue: its size, its priority and who comes before all
 * others. `context`: the live-agent variables of the request; `raised`: what the steps of the queue added so far; `queue` null: it is gone.
 */
export async function weighWork(
  deps: HandoffDeps,
  queue: Queue | null,
  state: ConversationState,
  { context = {}, raised = 0 }: { context?: Record<string, RecordValue>; raised?: number } = {},
): Promise<Weight> {
  const { type, sentiment } = state.header;
  const settings = deps.settings();
  const facts = { interaction: state.header, context: { ...state.context, ...context } };
  return {
    size: sizeOf(type, settings, queue),
    priority: priorityIn(deps, queue, sentiment, settings, facts) + (queue?.sort === 'arrival' ? 0 : raised),
    affinity: await affinityOf(deps, queue, state),
  };
}

/** Who had this person last, and who has a task that is about the same. */
async function affinityOf(
  deps: HandoffDeps,
  queue: Queue | null,
  { id, header, relatedTasks }: ConversationState,
): Promise<Weight['affinity']> {
  const named = queue?.rule == null ? null : await deps.definitions.rules.get(queue.rule);
  const kinds = (named ?? shippedRule).affinity;
  const found: Weight['affinity'] = [];
  const add = (agentId: string | null | undefined, why: string): void => {
    if (agentId != null && agentId !== virtualAgent.id && !found.some((one) => one.agentId === agentId))
      found.push({ agentId, why });
  };
  for (const kind of kinds) {
    if (kind === 'last_agent') {
      const [here, before] = await Promise.all([
        deps.workItems.lastHolder(id),
        deps.interactions.lastAgentOf(header.openedFor.id, id),
      ]);
      add(here, 'had it before');
      add(before, 'had this person last');
    }
    if (kind === 'related_task' && relatedTasks.length > 0)
      for (const { fields } of await deps.records.byIds(relatedTasks.map((task) => task.id)))
        add(typeof fields.assigned_to === 'string' ? fields.assigned_to : null, 'has a related task');
  }
  return found;
}
