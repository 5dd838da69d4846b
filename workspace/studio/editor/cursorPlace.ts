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
}

export function cursorPlace(text: string, offset: number): CursorPlace {
  const before = text.slice(0, offset);
  const lines = before.split('\n');
  const last = lines.at(-1) ?? '';
  const at = readLine(last);
  const inValue = at.key !== null;
  const word = /[\w-]*$/.exec(last)?.[0] ?? '';
  const keys: string[] = [];
  let depth = at.indent;
  // The innermost list item that the place is in: its lines share an indentation.
  let itemLine = at.dash !== null && lines.length > 0 ? lines.length - 1 : null;
  let element = itemLine;
  for (let row = lines.length - 2; row >= 0 && depth > 0; row -= 1) {
    const raw = lines[row] ?? '';
    if (raw.trim() === '' || raw.trimStart().startsWith('#')) continue;
    const line = readLine(raw);
    if (line.dash !== null && line.indent <= depth && itemLine === null && line.indent === depth)
      itemLine = row;
    const start = line.dash ?? line.indent;
    if (line.key !== null && line.indent < depth && line.value === '') {
      keys.unshift(line.key);
      if (line.key === 'elements' && line.indent === 0) element = itemLine;
      depth = start;
      itemLine = line.dash !== null ? row : null;
    } else if (start < depth && line.dash === null && line.indent < depth) {
      depth = line.indent;
      itemLine = null;
    }
  }
  const whole = text.split('\n');
  const item = keys[0] === 'elements' && element !== null ? itemText(whole, element) : null;
  return {
    keys,
    kind: item === null ? null : propertyOf(item, 'kind'),
    element: item === null ? null : propertyOf(item, 'id'),
    inKey: inValue ? at.key : null,
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
