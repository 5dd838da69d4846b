import type { Span } from './span.ts';

/** Digits with at most three blanks or dashes between one and the next. */
const runs = /\d(?:[ -]{0,3}\d)*/g;

export interface DigitRun {
  digits: string;
  /** Where each digit stands in the text. */
  at: number[];
  /** The indexes of the digits at which a group begins; the last entry is the number of digits. */
  groups: number[];
}

/** The runs of digits of a text in plain form, with how they are grouped. */
export function* digitRuns(plain: string): Generator<DigitRun> {
  for (const found of plain.matchAll(runs)) {
    const at: number[] = [];
    const groups: number[] = [];
    for (let index = found.index; index < found.index + found[0].length; index += 1) {
      if (!isDigit(plain[index])) continue;
      if (at.length === 0 || at.at(-1) !== index - 1) groups.push(at.length);
      at.push(index);
    }
    groups.push(at.length);
    yield { digits: found[0].replace(/\D/g, ''), at, groups };
  }
}

/** The place of the digits `from` up to, without, `to`. */
export function spanOf({ at }: DigitRun, from: number, to: number): Span {
  return { start: at[from] ?? 0, end: (at[to - 1] ?? 0) + 1 };
}

function isDigit(unit: string | undefined): boolean {
  return unit !== undefined && unit >= '0' && unit <= '9';
}
