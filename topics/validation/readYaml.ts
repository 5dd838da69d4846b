import { type Document, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';

export type ReadYaml =
  | { ok: true; document: Document; lines: LineCounter; data: unknown }
  | { ok: false; problems: { offset: number; message: string }[]; lines: LineCounter };

/** The parser's own check for repeated keys takes the square of their number. */
export const readingRules = { stringKeys: true, uniqueKeys: false } as const;
const mostProblems = 100;

/** Reads one YAML document as data. Aliases may stand for little: they could grow to more than there is memory. */
export function readYaml(source: string): ReadYaml {
  const lines = new LineCounter();
  try {
    const document = parseDocument(source, { ...readingRules, lineCounter: lines, prettyErrors: false });
    const problems = [
      ...document.errors.map(({ pos: [offset], message }) => ({ offset, message })),
      ...repeatedKeys(document),
    ];
    if (problems.length > 0) return { ok: false, problems: problems.slice(0, mostProblems), lines };
    return { ok: true, document, lines, data: document.toJS({ maxAliasCount: 50 }) };
  } catch (error) {
    // Too many aliases, or nested deeper than the stack.
    return {
      ok: false,
      problems: [{ offset: 0, message: error instanceof Error ? error.message : String(error) }],
      lines,
    };
  }
}

function repeatedKeys(document: Document): { offset: number; message: string }[] {
  const problems: { offset: number; message: string }[] = [];
  visit(document, {
    Map(_, { items }) {
      const known = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (known.has(key.value))
          problems.push({
            offset: offsetOf(key),
            message: `Map keys must be unique: "${String(key.value)}"`,
          });
        known.add(key.value);
      }
    },
  });
  return problems;
}

function offsetOf({ range }: Node): number {
  return range?.[0] ?? 0;
}
