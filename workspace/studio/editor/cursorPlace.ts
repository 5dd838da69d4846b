/** Where a place in a topic's YAML is, read from the indentation alone: a text that is being written is seldom whole. */
export interface CursorPlace {
  /** The keys that lead there, lists left out: `['elements', 'choices']`. The key at hand is not among them. */
  keys: string[];
  /** The kind of the element that it stands in. */
  kind: string | null;
  /** The element's own id. */
  element: string | null;
  /** Set when the place is in the value of this key. */
  inKey: string | null;
  /** What is written of the word so far, and where that starts. */
  word: string;
  from: number;
}

interface Line {
  /** Where its key starts; a list's dash counts as indentation. */
  indent: number;
  dash: number | null;
  key: string | null;
  value: string;
  comment: boolean;
}

export function cursorPlace(text: string, offset: number): CursorPlace {
  const lines = text.split('\n');
  const row = text.slice(0, offset).split('\n').length - 1;
  const whole = lines[row] ?? '';
  const before = whole.slice(0, offset - (text.lastIndexOf('\n', offset - 1) + 1));
  // Left of a line's first word one is at that word; on an empty line the indentation counts.
  const here = before.trim() === '' && whole.trim() !== '' ? (/^\s*(?:- +)*/.exec(whole)?.[0] ?? '') : before;
  const at = readLine(here);
  const word = /[\w-]*$/.exec(before)?.[0] ?? '';
  const keys: string[] = [];
  let depth = at.indent;
  // The row of the list item that the place is in, of the innermost list that was passed on the way out.
  let item = at.dash === null ? null : row;
  for (let above = row - 1; above >= 0 && depth > 0; above -= 1) {
    const line = readLine(lines[above] ?? '');
    if ((lines[above] ?? '').trim() === '' || line.comment) continue;
    if (line.dash !== null && line.indent === depth) item ??= above;
    if (line.indent >= depth) continue;
    if (line.key !== null && line.value === '') {
      keys.unshift(line.key);
      if (line.indent > 0) item = line.dash === null ? null : above;
    }
    depth = line.indent;
  }
  const own = keys[0] === 'elements' && item !== null ? itemText(lines, item) : null;
  return {
    keys,
    kind: own === null ? null : propertyOf(own, 'kind'),
    element: own === null ? null : propertyOf(own, 'id'),
    inKey: at.key,
    word,
    from: offset - word.length,
  };
}

function readLine(raw: string): Line {
  const match = /^(\s*)((?:- +|-$)*)(?:(?:"([^"]*)"|([\w$.-]+)):(?:\s+(.*))?$)?/.exec(raw);
  const [, space = '', dashes = '', quoted, plain, value = ''] = match ?? [];
  const key = quoted ?? plain ?? null;
  return {
    indent: space.length + dashes.length,
    dash: dashes === '' ? null : space.length,
    key,
    comment: /^\s*#/.test(raw),
    value: /^[>|][-+\d]*$/.test(value.trim()) ? '' : value.replace(/\s+#.*$/, '').trim(),
  };
}

/** The lines of the list item that starts at `row`. */
function itemText(lines: readonly string[], row: number): string[] {
  const first = readLine(lines[row] ?? '');
  const own = [lines[row] ?? ''];
  for (const raw of lines.slice(row + 1)) {
    if (raw.trim() !== '' && (/^\s*/.exec(raw)?.[0].length ?? 0) < first.indent) break;
    own.push(raw);
  }
  return own;
}

/** A property of the item itself, not of what is nested in it. */
function propertyOf(item: readonly string[], name: string): string | null {
  const { indent } = readLine(item[0] ?? '');
  const found = item.map(readLine).find((line) => line.indent === indent && line.key === name);
  return found === undefined || found.value === '' ? null : found.value.replace(/^["']|["']$/g, '');
}
