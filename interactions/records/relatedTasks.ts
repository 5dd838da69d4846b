import type { RelatedTask } from '../../contracts/header.ts';
import type { ConversationState } from '../conversationState.ts';
import type { TurnCause, TurnEvent } from '../turn.ts';

export type RecordEvent = Extract<TurnEvent, { type: `record_${string}` }>;
type Tasks = Pick<ConversationState, 'relatedTasks' | 'detachedTasks'>;

/** The record carries them all, so there is a most; what comes later stands in the log alone. */
export const mostRelatedTasks = 200;

/**
 * The related tasks after an event (domain A1, D4). A task stands once in the list: who brought it stays, and a change
 * renews what is shown of it. A detached one comes back by hand alone: to look at it again is not to say that it belongs.
 */
export function foldRelatedTask(tasks: Tasks, event: RecordEvent, cause: TurnCause, at: string): Tasks {
  const key = taskKey(event);
  const { relatedTasks, detachedTasks = [] } = tasks;
  if (event.type === 'record_detached') {
    return {
      relatedTasks: relatedTasks.filter((task) => taskKey(task) !== key),
      detachedTasks: [...detachedTasks.filter((one) => one !== key), key].slice(-mostRelatedTasks),
    };
  }
  const task = taskOf(event, cause, at);
  if (relatedTasks.some((one) => taskKey(one) === key)) {
    if (event.type !== 'record_created' && event.type !== 'record_updated') return tasks;
    const { title, state } = task;
    return {
      ...tasks,
      relatedTasks: relatedTasks.map((one) => (taskKey(one) === key ? { ...one, title, state } : one)),
    };
  }
  const unwanted = event.type === 'record_viewed' && detachedTasks.includes(key);
  if (unwanted || relatedTasks.length >= mostRelatedTasks) return tasks;
  return {
    relatedTasks: [...relatedTasks, task],
    ...(tasks.detachedTasks === undefined
      ? {}
      : { detachedTasks: detachedTasks.filter((one) => one !== key) }),
  };
}

/** Whether an agent's look at a record is news to the interaction. */
export function isUnrelated(tasks: Tasks, task: { table: string; id: string }): boolean {
  const key = taskKey(task);
  return (
    tasks.relatedTasks.length < mostRelatedTasks &&
    !tasks.relatedTasks.some((one) => taskKey(one) === key) &&
    tasks.detachedTasks?.includes(key) !== true
  );
}

export function taskKey({ table, id }: { table: string; id: string }): string {
  return `${table}/${id}`;
}

function taskOf(
  event: Exclude<RecordEvent, { type: 'record_detached' }>,
  cause: TurnCause,
  at: string,
): RelatedTask {
  const { table, id, number } = event;
  const by = cause.kind === 'agent' ? cause.agent : undefined;
  const come = { table, id, number, via: viaOf(event, by !== undefined), at, ...(by && { by }) };
  if (event.type !== 'record_created') return { ...come, title: event.title, state: event.state };
  const { short_description: title = number, state = 'new' } = event.fields;
  return { ...come, title: String(title), state: String(state) };
}

function viaOf(
  event: Exclude<RecordEvent, { type: 'record_detached' }>,
  byHand: boolean,
): RelatedTask['via'] {
  switch (event.type) {
    case 'record_attached':
      return event.via;
    case 'record_viewed':
      return event.by === undefined ? 'lookup' : 'viewed';
    case 'record_created':
      return byHand ? 'created' : 'record_action';
    case 'record_updated':
      return byHand ? 'updated' : 'record_action';
  }
}
