import type { Sentiment } from '../../../../contracts/states.ts';

export interface LabelledSentence {
  phenomenon: string;
  text: string;
  label: Sentiment;
}

const labels = { '+': 'positive', '0': 'neutral', '-': 'negative' } as const;

/**
 * Reads `phenomenon: lines`, each line a mark (`+`, `0`, `-`) and a sentence.
 */
export function labelledSentences(byPhenomenon: Record<string, string>): LabelledSentence[] {
  return Object.entries(byPhenomenon).flatMap(([phenomenon, lines]) =>
    lines
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => {
        const mark = line[0];
        if (mark !== '+' && mark !== '0' && mark !== '-') throw new Error(`no label: ${line}`);
        return { phenomenon, text: line.slice(2), label: labels[mark] };
      }),
  );
}
