import { type Document, LineCounter, parseDocument } from 'yaml';

export type ReadYaml =
  | { ok: true; document: Document; lines: LineCounter; data: unknown }
  | { ok: false; problems: { offset: number; message: string }[]; lines: LineCounter };

/** Reads one YAML document as data. Aliases may stand for little: they could grow to more than there is memory. */
export function readYaml(source: string): ReadYaml {
  const lines = new LineCounter();
  try {
    const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, stringKeys: true });
    if (document.errors.length > 0) {
      const problems = document.errors.map(({ pos: [offset], message }) => ({ offset, message }));
      return { ok: false, problems, lines };
    }
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
