/** What a text is made of, as 32-bit hashes: what its words say, and how it is spelt. */
export interface Grams {
  words: number[];
  letters: number[];
}

/**
 * Words, pairs of words (neighbours, and with one between), terms and pairs of terms; runs of 3–5 letters, across the
 * spaces too, so that word order, inflections, compounds and slips still leave most of a text in common.
 */
export function gramsOf(words: readonly string[], terms: readonly string[]): Grams {
  const said: number[] = [];
  words.forEach((word, at) => {
    said.push(hash(word, kinds.word));
    if (at === 0) said.push(hash(word, kinds.first));
    if (at > 0) said.push(hash(`${words[at - 1]} ${word}`, kinds.pair));
    if (at > 1) said.push(hash(`${words[at - 2]} ${word}`, kinds.apart));
  });
  terms.forEach((term, at) => {
    said.push(hash(term, kinds.term));
    if (at > 0) said.push(hash([terms[at - 1], term].sort().join(' '), kinds.terms));
  });
  return { words: said, letters: runsOf(` ${words.join(' ')} `) };
}

const kinds = { word: 1, pair: 2, letters: 3, apart: 4, first: 5, term: 6, terms: 7 };
const [shortest, longest] = [3, 5];

function runsOf(text: string): number[] {
  const runs: number[] = [];
  for (let start = 0; start + shortest <= text.length; start += 1) {
    let state = kinds.letters;
    for (let length = 1; length <= longest && start + length <= text.length; length += 1) {
      state = Math.imul(state ^ text.charCodeAt(start + length - 1), prime);
      if (length >= shortest) runs.push(mix(state ^ length));
    }
  }
  return runs;
}

const prime = 16_777_619;

function hash(text: string, kind: number): number {
  let state = kind;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), prime);
  return mix(state);
}

/** Spreads a hash over all 32 bits; never 0, which means an empty place in a table. */
function mix(state: number): number {
  const once = Math.imul(state ^ (state >>> 16), 0x85eb_ca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2_ae35);
  return (twice ^ (twice >>> 16)) >>> 0 || 1;
}
