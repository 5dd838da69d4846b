import { elementKind } from './element.ts';
import { recordReference } from './recordValue.ts';

/** Shows a record as a card. */
export const card = elementKind('card', {
  async run(element, context) {
    if (element.record === undefined) throw new Error('cards without a record are not there yet');
    const { table, id } = recordReference(context.evaluate(element.record), element.record);
    const record = await context.recordById(table, id);
    if (record === null) throw new Error(`there is no record ${id} in ${table}`);
    const title = element.card_title === undefined ? record.title : context.render(element.card_title);
    const fields = element.fields
      .map(({ label, value }) => ({ label, value: context.render(value) }))
      .filter(({ value }) => value !== '');
    const text = element.text === undefined ? `${record.number}: ${title}` : context.wording(element.text);
    context.say({ type: 'card', text, card: { table, id, number: record.number, title, fields } });
    return { go: 'next', output: `${record.number}: ${title}` };
  },
});
