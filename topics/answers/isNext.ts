import { normalise } from './words.ts';

const words = new Set([
  ...'next,more,continue,go on,go ahead,carry on,keep going,ok,okay,yes,yes please,sure,and then,ready,done,got it'.split(
    ',',
  ),
  ...'weiter,mehr,nachste,nachster,fortfahren,mach weiter,bitte weiter,weiter bitte,ja,ja bitte,und dann,fertig,verstanden'.split(
    ',',
  ),
]);

/** Whether words ask for what comes next, or are the label of the button that does. */
export function isNext(text: string, label: string): boolean {
  const said = normalise(text);
  return words.has(said) || said === normalise(label);
}
