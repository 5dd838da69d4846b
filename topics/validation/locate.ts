import { type Document, isMap, isNode, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { readingRules } from './readYaml.ts';

export type Path = readonly (string | number)[];
export interface Position {
  line: number;
  column: number;
}

/** Finds where a path of the data stands in the file, 1-based; for what is missing, where its parent stands. */
export function createLocator(document: Document, lines: LineCounter) {
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const nodeAt = (path: Path): Node | null => {
    const found: unknown = path.length === 0 ? document.contents : document.getIn([...path], true);
    return isNode(found) ? found : null;
  };
  return {
    offset: at,
    value(path: Path): Position {
      for (let length = path.length; length >= 0; length -= 1) {
        const range = nodeAt(path.slice(0, length))?.range;
        if (range !== undefined && range !== null) return at(range[0]);
      }
      return { line: 1, column: 1 };
    },
    /** Where the key itself stands. */
    key(parent: Path, key: string): Position {
      const map = nodeAt(parent);
      if (isMap(map)) {
        for (const pair of map.items) {
          if (isPair(pair) && isScalar(pair.key) && pair.key.value === key && pair.key.range)
            return at(pair.key.range[0]);
        }
      }
      return this.value(parent);
    },
    /** A place inside the text at `path`, both 1-based: the lines of a block scalar are lines of the file. */
    inside(path: Path, line: number, column: number): Position {
      const start = this.value(path);
      const node = nodeAt(path);
      if (!isScalar(node)) return start;
      if (node.type === 'BLOCK_LITERAL') return { line: start.line + line, column };
      if (line > 1 || node.type === 'BLOCK_FOLDED') return start;
      return { line: start.line, column: start.column + column - (node.type === 'PLAIN' ? 1 : 0) };
    },
  };
}
export type Locator = ReturnType<typeof createLocator>;

/** For a source that is known to be good YAML. */
export function locatorOf(source: string): Locator {
  const lines = new LineCounter();
  return createLocator(parseDocument(source, { ...readingRules, lineCounter: lines }), lines);
}

/** `elements[2].prompt` */
export function writePath(path: Path): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}
