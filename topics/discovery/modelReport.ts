import type { ModelReport } from '../../contracts/discovery.ts';
import type { Calibration } from './calibrate.ts';
import type { Trial } from './crossValidate.ts';

const listed = 50;

export function reportOf(
  trials: readonly Trial[],
  { rejection }: Calibration,
  names: readonly string[],
  language: string,
  utterances: number,
): ModelReport {
  const inside = trials.filter(({ topic }) => topic !== null);
  const outside = trials.filter(({ topic }) => topic === null);
  const accepted = ({ evidence }: Trial): boolean => evidence >= rejection;
  const right = inside.filter(({ topic, found }) => topic === found);
  const mistaken = new Map<string, ModelReport['mistaken'][number]>();
  for (const { topic, found, text } of inside.filter(
    (trial) => trial.topic !== trial.found && accepted(trial),
  )) {
    const pair = `${topic} ${found}`;
    const entry = mistaken.get(pair) ?? {
      topic: names[topic ?? 0] ?? '',
      takenFor: names[found] ?? '',
      times: 0,
      example: text,
    };
    mistaken.set(pair, { ...entry, times: entry.times + 1 });
  }
  return {
    language,
    topics: names.length,
    utterances,
    rejection,
    accuracy: share(right.filter(accepted).length, inside.length),
    accuracyWithoutRejection: share(right.length, inside.length),
    rejected: share(outside.filter((trial) => !accepted(trial)).length, outside.length),
    mistaken: [...mistaken.values()].sort((a, b) => b.times - a.times).slice(0, listed),
    unlike: inside
      .filter((trial) => !accepted(trial))
      .sort((a, b) => a.evidence - b.evidence)
      .slice(0, listed)
      .map(({ topic, text }) => ({ topic: names[topic ?? 0] ?? '', text })),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1_000) / 1_000;
}
