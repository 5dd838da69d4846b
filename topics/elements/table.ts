import { elementKind } from './element.ts';

/** Shows a list as a table, a row for each item. */
export const table = elementKind('table', {
  run(element, context) {
    const list = context.evaluate(element.rows);
    if (list !== null && !Array.isArray(list)) throw new Error(`“${element.rows}” is not a list`);
    const items = list ?? [];
    if (items.length === 0 && element.empty_text !== undefined) {
      const text = context.wording(element.empty_text);
      context.say({ type: 'text', text });
      return { go: 'next', output: text };
    }
    const rows = items
      .slice(0, element.max_rows)
      .map((item) => element.columns.map(({ value }) => context.render(value, { item })));
    const columns = element.columns.map(({ label }) => context.render(label));
    context.say({ type: 'table', text: context.wording(element.text), columns, rows });
    const leftOut = items.length - rows.length;
    return { go: 'next', output: `${rows.length} rows${leftOut > 0 ? `, ${leftOut} left out` : ''}` };
  },
});
