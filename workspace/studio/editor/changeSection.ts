import { Document, isMap, type Pair, parseDocument } from 'yaml';

/**
 * Changes one property of a topic's text and leaves every other line as it was written. Comments inside the property
 * stay too. Throws when the text is no YAML.
 */
export function changeSection(text: string, key: string, change: (document: Document) => void): string {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw error;
  change(document);
  const lines = text.replace(/\n*$/, '').split('\n');
  const written = sectionOf(document, key);
  const start = lines.findIndex((line) => line.startsWith(`${key}:`));
  if (start < 0) return written.length === 0 ? text : `${[...lines, '', ...written].join('\n')}\n`;
  const next = lines.findIndex((line, at) => at > start && /^[^\s#-]/.test(line));
  let end = next < 0 ? lines.length : next;
  // What stands at the margin above the next property belongs to that one.
  while (end > start + 1 && /^(#.*|\s*)$/.test(lines[end - 1] ?? '')) end -= 1;
  return `${[...lines.slice(0, start), ...written, ...lines.slice(end)].join('\n')}\n`;
}

function sectionOf({ contents }: Document, key: string): string[] {
  if (!isMap(contents)) return [];
  const pair = contents.items.find((each: Pair) => String(each.key) === key);
  if (pair === undefined) return [];
  const alone = new Document({});
  // Comments and blank lines above the property are in the text already.
  if (typeof pair.key === 'object' && pair.key !== null)
    Object.assign(pair.key, { commentBefore: null, spaceBefore: false });
  if (isMap(alone.contents)) alone.contents.items = [pair];
  return alone.toString({ lineWidth: 0 }).trimEnd().split('\n');
}
