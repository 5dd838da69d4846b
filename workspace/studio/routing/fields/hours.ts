import type { Schedule } from '../../../../contracts/handoff.ts';

/** Monday first; 0 is Sunday, as in a schedule. */
export const week = [1, 2, 3, 4, 5, 6, 0] as const;

/** A browser's field for a time knows midnight as the begin of a day alone. */
export function fromMidnight(time: string): string {
  return time === '24:00' ? '00:00' : time;
}

export function toMidnight(time: string): string {
  return time === '00:00' ? '24:00' : time;
}

export function formatHours({ from, to }: { from: string; to: string }): string {
  return `${from}–${to}`;
}

/** A week in one line: days with the same hours next to each other are put together. Pure. */
export function describeHours({ hours }: Pick<Schedule, 'hours'>, days: readonly string[]): string {
  const ofDay = (day: number) =>
    hours
      .filter((span) => span.day === day)
      .map(formatHours)
      .sort()
      .join(', ');
  const runs: { first: number; last: number; spans: string }[] = [];
  for (const day of week) {
    const spans = ofDay(day);
    const run = runs.at(-1);
    if (run?.spans === spans) run.last = day;
    else runs.push({ first: day, last: day, spans });
  }
  const short = (day: number) => (days[day] ?? '').slice(0, 2);
  return runs
    .filter(({ spans }) => spans !== '')
    .map(({ first, last, spans }) =>
      first === last ? `${short(first)} ${spans}` : `${short(first)}–${short(last)} ${spans}`,
    )
    .join('; ');
}
