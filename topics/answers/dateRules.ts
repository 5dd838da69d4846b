/** How one language says days and times. What is said comes in lower case, spaces single, umlauts as `ae`, `oe`, `ue`. */
export interface DateWords {
  /** Tried in order; the first that is found decides. Null from `day`: it was meant, and there is no such day. */
  days: readonly DayRule[];
  times: readonly TimeRule[];
  /** Minutes from now, e.g. "in 2 hours"; the whole answer. */
  minutes: RegExp;
  minutesFrom: (match: RegExpExecArray) => number;
  /** Parts of the day in which 8 is 20:00. */
  lateInDay: RegExp;
  /** Words around a date that mean nothing more. */
  fillers: RegExp;
}
export interface DayRule {
  pattern: RegExp;
  day: (match: RegExpExecArray, when: { today: number; past: boolean }) => string | 'ambiguous' | null;
}
/** `time` answers HH:mm; null: it is no time after all. */
export interface TimeRule {
  pattern: RegExp;
  time: (match: RegExpExecArray, now: Date) => string | null;
}
