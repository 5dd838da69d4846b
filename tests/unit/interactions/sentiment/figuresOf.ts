import type { Sentiment } from '../../../../contracts/states.ts';
import type { LabelledSentence } from './labelledSentence.ts';

export interface Figures {
  sentences: number;
  /** 0…1. */
  accuracy: number;
  /** The mean of the F1 of positive, neutral and negative, over the labels that occur. */
  macroF1: number;
  wrong: { text: string; label: Sentiment; got: Sentiment }[];
}

/** How well `measure` finds the labels. What it cannot measure counts as neutral. */
export function figuresOf(sentences: LabelledSentence[], measure: (text: string) => Sentiment): Figures {
  const results = sentences.map(({ text, label }) => ({ text, label, got: measure(text) }));
  const wrong = results.filter(({ label, got }) => label !== got);
  const f1s = [...new Set(sentences.map(({ label }) => label))].map((wanted) => {
    const hits = results.filter(({ label, got }) => label === wanted && got === wanted).length;
    const found = results.filter(({ got }) => got === wanted).length;
    const there = results.filter(({ label }) => label === wanted).length;
    return (2 * hits) / (found + there);
  });
  return {
    sentences: sentences.length,
    accuracy: 1 - wrong.length / sentences.length,
    macroF1: f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length,
    wrong,
  };
}
