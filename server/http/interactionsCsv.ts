import type { InteractionHeader } from '../../contracts/header.ts';
import type { ListedField } from '../../contracts/interactionsQuery.ts';

/**
 * The rows as CSV (RFC 4180): a line with the names of the fields, then one a row. Read as it is written, so that memory
 * stays flat. `bom`: begins with a byte order mark.
 */
export async function* interactionsCsv(
  pages: AsyncIterable<Partial<InteractionHeader>[]>,
  fields: readonly ListedField[],
  bom: boolean,
): AsyncGenerator<string> {
  yield `${bom ? '\uFEFF' : ''}${fields.join(',')}\r\n`;
  for await (const rows of pages) {
    yield rows.map((row) => `${fields.map((field) => cell(row[field])).join(',')}\r\n`).join('');
  }
}

type CellValue = InteractionHeader[ListedField] | undefined;

function cell(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = harmless(textOf(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** People and queues by their names, lists with semicolons. */
function textOf(value: Exclude<CellValue, null | undefined | number | boolean>): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join('; ') : value.name;
}

/**
 * What a spreadsheet would run as a formula is a text for it with an apostrophe before; also where one that takes
 * semicolons or tabs for the ends of cells would begin another.
 */
function harmless(text: string): string {
  const begun = text.replace(/[;\t\r\n](?=[^\S\t\r\n]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g, "$&'");
  return /^[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/.test(text) ? `'${begun}` : begun;
}
