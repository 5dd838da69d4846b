/** One span of opening hours. `day`: 0 = Sunday … 6 = Saturday; `from`, `to`: "HH:MM" local time, `to` up to "24:00". */
export interface OpeningHours {
  day: number;
  from: string;
  to: string;
}

/** When a queue takes new work (domain D2, D3). `holidays`: local days "YYYY-MM-DD" on which no span starts. */
export interface Schedule {
  timeZone: string;
  hours: OpeningHours[];
  holidays: string[];
}

/** Where work waits (domain D2). `order`: the lowest is served first. A missing schedule means always open. */
export interface Queue {
  id: string;
  name: string;
  order: number;
  active: boolean;
  schedule: Schedule | null;
  /** T9: how long a wait should be at most, seconds. */
  targetWaitSeconds: number | null;
  /** T9: after how many seconds something else follows. */
  maxWaitSeconds: number | null;
  /** Takes the work that names no queue. */
  isDefault: boolean;
  texts: Record<string, string>;
}
