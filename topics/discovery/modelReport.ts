import type { Calibration } from './calibrate.ts';
import type { Trial } from './crossValidate.ts';

/** What was found out about a model while it was trained, for its author. */
export interface ModelReport {
  language: string;
  topics: number;
  utterances: number;
  /** The evidence below which a text is out of scope. */
  rejection: number;
  /** Of utterances that were held out, the share whose topic was found, 0…1. Null: nothing could be tried. */
  accuracy: number | null;
  /** The same if nothing were rejected. */
  accuracyWithoutRejection: number | null;
  /** Of utterances of topics that were left out, the share that was rejected. */
  rejected: number | null;
  /** Which topics are mistaken for which, worst first. */
  mistaken: { topic: string; takenFor: string; times: number; example: string }[];
  /** Utterances that are taken for out of scope when the others alone are known: too far from the rest of their topic. */
  unlike: { topic: string; text: string }[];
}

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
