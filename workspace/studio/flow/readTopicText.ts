import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** An element as it stands in the text: whatever it holds, and the line that it starts at (from 1). */
export interface WrittenElement {
  id: string;
  kind: string;
  line: number;
  data: Record<string, unknown>;
}

/** A topic's text as far as it can be read; a draft need not be valid. */
export interface WrittenTopic {
  data: Record<string, unknown>;
  elements: WrittenElement[];
  /** The text is no YAML; what could be read is shown all the same. */
  broken: boolean;
}

export function readTopicText(text: string): WrittenTopic {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const list = isMap(document.contents) ? document.contents.get('elements', true) : null;
  const items = isSeq(list) ? list.items : [];
  return {
    data: mapOf(document.contents === null ? null : plainOf(document.contents, document)),
    elements: items.flatMap((item): WrittenElement[] => {
      if (!isMap(item)) return [];
      const id = item.get('id', true);
      const kind = item.get('kind', true);
      const line = lines.linePos(item.range?.[0] ?? 0).line;
      return [
        {
          id: wordOf(id) ?? `line_${line}`,
          kind: wordOf(kind) ?? '',
          line,
          data: mapOf(plainOf(item, document)),
        },
      ];
    }),
    broken: document.errors.length > 0,
  };
}

/** A node's plain value; an alias without its anchor, which a draft may have, reads as nothing. */
function plainOf(node: Node, document: ReturnType<typeof parseDocument>): unknown {
  try {
    return node.toJS(document, { maxAliasCount: 50 });
  } catch {
    // The check of the draft says what is wrong with it, and where.
    return null;
  }
}

function wordOf(node: unknown): string | null {
  return isScalar(node) && typeof node.value === 'string' && node.value !== '' ? node.value : null;
}

function mapOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
