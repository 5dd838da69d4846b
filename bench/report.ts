import { percentile, type Round } from './measure.ts';

/** A line of the table: a step, and what its turns waited for. */
export interface Line {
  title: string;
  rounds: Round[];
  sample: string;
}

/** One table: turns/s, latency, and what that is relative to the first and the second line. */
export function table(lines: Line[]): string {
  const rates = lines.map(({ rounds }) =>
    median(rounds.map(({ turns, wallMs }) => (turns * 1_000) / wallMs)),
  );
  const middle = lines.map(({ rounds, sample }) => percentile(pooled(rounds, sample), 0.5));
  const rows = lines.map(({ title, rounds, sample }, index) => [
    title,
    rates[index]?.toFixed(0) ?? '',
    middle[index]?.toFixed(2) ?? '',
    percentile(pooled(rounds, sample), 0.99).toFixed(2),
    ...[0, 1].map((base) => ratio(rates[index], rates[base])),
    ...[0, 1].map((base) => ratio(middle[index], middle[base])),
    perTurn(rounds, 'serverCpuMs'),
    perTurn(rounds, 'storeCpuMs'),
  ]);
  return markdown(
    [
      'step',
      'turns/s',
      'p50 ms',
      'p99 ms',
      'turns/s ÷ (a)',
      'turns/s ÷ (b)',
      'p50 ÷ (a)',
      'p50 ÷ (b)',
      'server CPU ms/turn',
      'store CPU ms/turn',
    ],
    rows,
  );
}

/** Latency alone, for parts of a step. */
export function latencies(lines: Line[]): string {
  return markdown(
    ['turn', 'p50 ms', 'p99 ms'],
    lines.map(({ title, rounds, sample }) => {
      const all = pooled(rounds, sample);
      return [title, percentile(all, 0.5).toFixed(2), percentile(all, 0.99).toFixed(2)];
    }),
  );
}

function pooled(rounds: Round[], sample: string): number[] {
  return rounds.flatMap(({ samples }) => samples[sample] ?? []);
}

/** The median of the rounds: one round that something else disturbed does not count. */
function median(values: number[]): number {
  return percentile(values, 0.5);
}

function ratio(value: number | undefined, base: number | undefined): string {
  return value === undefined || base === undefined ? '' : (value / base).toFixed(2);
}

function perTurn(rounds: Round[], field: 'serverCpuMs' | 'storeCpuMs'): string {
  let spent = 0;
  let turns = 0;
  for (const round of rounds) {
    const ms = round[field];
    if (ms === null) return '–';
    spent += ms;
    turns += round.turns;
  }
  return (spent / turns).toFixed(2);
}

function markdown(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map(line).join('\n');
}
