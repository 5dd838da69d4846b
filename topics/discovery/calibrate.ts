import type { Trial } from './crossValidate.ts';

/** How evidence becomes the score that people see. */
export interface Calibration {
  /** The evidence at which a text is taken for out of scope: its score is 0.7, the shipped threshold (TD2). */
  rejection: number;
}

/** The score at the rejection point; `discovery.threshold` starts with it. */
const atRejection = 0.7;
/** The score of a topic that nothing speaks for. */
const atNothing = 0.05;
/** What a threshold is chosen for: one message in ten is about no topic. */
const outsideShare = 0.1;
/** How many trials, and how many topics, weigh as much as what is known beforehand. */
const priorTrials = 200;
const priorTopics = 20;

/** Before anything was tried: what the likeness alone and the classifier alone need, by their shares. */
export function untrained(likenessShare: number): Calibration {
  return { rejection: 0.54 * likenessShare + 0.27 * (1 - likenessShare) };
}

/** 0…1: a logistic curve through the two points above. */
export function scoreOf(evidence: number, { rejection }: Calibration): number {
  const slope = (logit(atRejection) - logit(atNothing)) / rejection;
  return 1 / (1 + Math.exp(-logit(atNothing) - slope * evidence));
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}

/**
 * Finds the rejection point from utterances that were held out and from topics that were left out: where the share of
 * right decisions is highest. The fewer there were, the more what was known before counts.
 */
export function calibrate(trials: readonly Trial[], topics: number, before: Calibration): Calibration {
  const inside = trials.filter(({ topic }) => topic !== null);
  const outside = trials.length - inside.length;
  if (inside.length === 0 || outside === 0) return before;
  const sorted = [...trials].sort((a, b) => a.evidence - b.evidence);
  let gain = 0;
  let most = 0;
  let found = sorted[0]?.evidence ?? before.rejection;
  sorted.forEach((trial, at) => {
    // What is right when this trial is rejected and was not before.
    if (trial.topic === null) gain += outsideShare / outside;
    else if (trial.topic === trial.found) gain -= (1 - outsideShare) / inside.length;
    if (gain <= most) return;
    most = gain;
    found = (trial.evidence + (sorted[at + 1]?.evidence ?? trial.evidence)) / 2;
  });
  const worth = (trials.length / (trials.length + priorTrials)) * (topics / (topics + priorTopics));
  return { rejection: worth * found + (1 - worth) * before.rejection };
}
