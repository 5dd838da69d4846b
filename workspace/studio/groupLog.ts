import type { InteractionLogEntry } from '../../contracts/header.ts';

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
  for (const entry of entries) {
    const last = groups.at(-1);
    const starts = entry.kind === 'topic_started' || last === undefined || last.topic !== entry.topic;
    const group: LogGroup =
      starts || last === undefined
        ? { topic: entry.topic, topicKind: entry.topicKind, entries: [], ms: null }
        : last;
    if (group !== last) groups.push(group);
    group.entries.push(entry);
    if (entry.ms !== null) group.ms = (group.ms ?? 0) + entry.ms;
  }
  return groups;
}
