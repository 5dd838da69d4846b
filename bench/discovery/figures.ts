import type { Query } from './clinc150.ts';

/** What a classifier made of a query: its best topic and how sure it is. */
export interface Guess extends Query {
  found: string | null;
  score: number;
}

export interface Figures {
  threshold: number;
  /** Share of in-scope queries whose best topic is right and not rejected. */
  accuracy: number;
  /** Of out-of-scope queries, the share that is rejected. */
  rejectionRecall: number;
  /** Of rejected queries, the share that is out of scope. */
  rejectionPrecision: number;
  /** Over the topics; a rejected query is a miss, an accepted out-of-scope query a false find. */
  macroF1: number;
}

const outsideShare = 0.1;

/** The threshold with the most right decisions when one message in ten is about no topic: the rule that training uses. */
export function chooseThreshold(validation: readonly Guess[]): number {
  const inside = validation.filter(({ topic }) => topic !== null).length;
  const outside = validation.length - inside;
  const sorted = [...validation].sort((a, b) => a.score - b.score);
  let gain = 0;
  let most = 0;
  let threshold = 0;
  sorted.forEach(({ topic, found, score }, at) => {
    if (topic === null) gain += outsideShare / outside;
    else if (topic === found) gain -= (1 - outsideShare) / inside;
    const next = sorted[at + 1]?.score ?? 1;
    if (gain <= most || next === score) return;
    most = gain;
    threshold = (score + next) / 2;
  });
  return threshold;
}

export function figuresAt(threshold: number, guesses: readonly Guess[]): Figures {
  const taken = guesses.map((guess) => ({ ...guess, found: guess.score >= threshold ? guess.found : null }));
  const inside = taken.filter(({ topic }) => topic !== null);
  const rejected = taken.filter(({ found }) => found === null);
  const rightly = rejected.filter(({ topic }) => topic === null).length;
  const topics = [...new Set(inside.map(({ topic }) => topic))];
  const f1 = topics.map((name) => {
    const hits = taken.filter(({ topic, found }) => topic === name && found === name).length;
    const said = taken.filter(({ found }) => found === name).length;
    const meant = taken.filter(({ topic }) => topic === name).length;
    return hits === 0 ? 0 : (2 * hits) / (said + meant);
  });
  return {
    threshold,
    accuracy: inside.filter(({ topic, found }) => topic === found).length / inside.length,
    rejectionRecall: rightly / (taken.length - inside.length),
    rejectionPrecision: rejected.length === 0 ? 0 : rightly / rejected.length,
    macroF1: f1.reduce((a, b) => a + b, 0) / topics.length,
  };
}
