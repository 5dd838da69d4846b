/** Numbers that look random and are the same in each run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A place among `count`, of which the first come much more often than the last. */
export function skewed(random: () => number, count: number): number {
  return Math.floor(count * random() ** 3);
}

/** One of them by their weights, which add up to 1. */
export function weighted<T>(random: () => number, choices: readonly (readonly [T, number])[]): T {
  let left = random();
  for (const [value, weight] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  const last = choices.at(-1);
  if (last === undefined) throw new Error('nothing to choose from');
  return last[0];
}

/** A word made of syllables: each number has its own. */
export function madeWord(index: number): string {
  const syllables = [
    'ba',
    'ce',
    'di',
    'fo',
    'gu',
    'ha',
    'ki',
    'lo',
    'me',
    'nu',
    'pa',
    're',
    'si',
    'to',
    'vu',
    'wa',
  ];
  let rest = index + 16;
  let word = '';
  while (rest > 0) {
    word += syllables[rest % 16];
    rest = Math.floor(rest / 16);
  }
  return word;
}
