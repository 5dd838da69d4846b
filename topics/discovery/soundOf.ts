/**
 * How a word sounds, roughly, in English and German mouths: vowels count only at the start, letters that sound alike
 * are one (TD8). “fone” and “phone”, “wether” and “weather”, “Fertrag” and “Vertrag” sound the same.
 */
export function soundOf(word: string): string {
  let sound = word;
  for (const [pattern, letter] of rules) sound = sound.replace(pattern, letter);
  return sound.slice(0, 1) + sound.slice(1).replace(/[aeiouyhw]/g, '');
}

const rules: readonly (readonly [RegExp, string])[] = [
  [/[^a-z0-9]/g, ''],
  [/^(?:kn|gn|pn)/, 'n'],
  [/^wr/, 'r'],
  [/^ps/, 's'],
  [/mb$/, 'm'],
  [/tsch|tch|sch|sh|ch|(?:ti|si|ci)(?=on|al|ou)/g, 'x'],
  [/ph|v/g, 'f'],
  [/igh/g, 'i'],
  [/gh(?=[^aeiou]|$)/g, ''],
  [/dg(?=[eiy])/g, 'j'],
  [/th/g, 't'],
  [/dt$/, 't'],
  [/c(?=[eiy])/g, 's'],
  [/ck|q|c/g, 'k'],
  [/z/g, 's'],
  [/(.)\1+/g, '$1'],
];
