/** Up to two letters for the avatar of a person. */
export function initials(name: string): string {
  const words = name
    .replace(/@.*/, '')
    .trim()
    .split(/[\s.@_-]+/u)
    .filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => Array.from(word ?? '')[0],
  );
  return letters.join('').toLocaleUpperCase();
}
