/** Reads `name = value` lines, as context values are typed in; a line without a name is left out. */
export function readPairs(text: string): Record<string, string> {
  const pairs = text.split('\n').map((line): [string, string] => {
    const [name = '', ...value] = line.split('=');
    return [name.trim(), value.join('=').trim()];
  });
  return Object.fromEntries(pairs.filter(([name]) => name !== ''));
}

export function writePairs(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n');
}
