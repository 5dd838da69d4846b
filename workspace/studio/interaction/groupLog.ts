import type { InteractionLogEntry } from '../../../contracts/header.ts';

/** Entries of one topic run that follow each other. `topic` null: what happened outside any topic. */
export interface LogGroup {
  topic: string | null;
  topicKind: InteractionLogEntry['topicKind'];
  entries: InteractionLogEntry[];
  /** The milliseconds of its elements together; null when none was measured. */
  ms: number | null;
}

/** Groups the log by topic, keeping its order: a topic that ran twice, or was left and came back, is there twice. */
export function groupLog(entries: readonly InteractionLogEntry[]): LogGroup[] {
  const groups: LogGroup[] = [];
  for (const [index, entry] of entries.entries()) {
    const last = groups.at(-1);
    // A record and a call name no topic: the log has them just before the element that made them.
    const made = entry.kind === 'record' || entry.kind === 'action';
    const topic = entry.topic ?? (made ? (entries[index + 1]?.topic ?? null) : null);
    const group: LogGroup =
      last !== undefined && belongs(last, topic, entry)
        ? last
        : { topic, topicKind: entry.topicKind, entries: [], ms: null };
    if (group !== last) groups.push(group);
    group.entries.push(entry);
    group.topicKind ??= entry.topicKind;
    if (entry.ms !== null) group.ms = (group.ms ?? 0) + entry.ms;
  }
  return groups;
}

function belongs(group: LogGroup, topic: string | null, entry: InteractionLogEntry): boolean {
  if (group.topic !== topic) return false;
  // The discovery that found the topic opens its run; any other start is a run of its own.
  return entry.kind !== 'topic_started' || group.entries.every(({ kind }) => kind === 'discovery');
}
