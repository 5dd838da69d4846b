import { headerFields } from '../../contracts/headerFields.ts';
import { lifecycle } from '../../contracts/states.ts';
import { dashboardMessages } from '../classifyClose.ts';

/** docs/record.md with its tables written anew between their marks (`npm run docs:record`). Pure. */
export function writeTables(guide: string): string {
  return Object.entries(tables()).reduce((text, [name, rows]) => {
    const begin = `<!-- ${name}: written by \`npm run docs:record\` -->\n`;
    const end = `<!-- end of ${name} -->`;
    const [before, rest = ''] = text.split(begin);
    const after = rest.split(end)[1];
    if (before === undefined || after === undefined) throw new Error(`the guide has no table ${name}`);
    return `${before}${begin}\n${table(rows)}\n\n${end}${after}`;
  }, guide);
}

function tables(): Record<string, string[][]> {
  return {
    fields: [
      ['Field', 'Kind', 'Definition'],
      ...Object.entries(headerFields).map(([name, { kind, definition, editable }]) => [
        `\`${name}\``,
        kind,
        editable === true ? `${definition} *Editable.*` : definition,
      ]),
    ],
    lifecycle: [
      ['', 'From', 'What happens', 'To', 'domain'],
      ...lifecycle.map(({ id, from, event, to, rule }) => [
        id,
        `\`${from}\``,
        event.replaceAll('_', ' '),
        `\`${to}\``,
        rule,
      ]),
    ],
    endings: [['End state', 'Dashboard message'], ...Object.entries(dashboardMessages)],
  };
}

function table([head = [], ...rows]: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
