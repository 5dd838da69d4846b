import type { RecordCard } from '../../contracts/messages.ts';
import type { ElementOf } from '../../contracts/topic.ts';
import { address } from './address.ts';
import { type ElementContext, elementKind } from './element.ts';
import { renderLinks } from './link.ts';
import { recordReference } from './recordValue.ts';

/** Shows a record, or something of the topic's own, as a card. */
export const card = elementKind('card', {
  async run(element, context) {
    const shown = { ...(await subject(element, context)), ...extras(element, context) };
    const headline = shown.number === '' ? shown.title : `${shown.number}: ${shown.title}`;
    const text = element.text === undefined ? headline : context.wording(element.text);
    context.say({ type: 'card', text, card: shown });
    return { go: 'next', output: headline };
  },
});

async function subject(element: ElementOf<'card'>, context: ElementContext): Promise<RecordCard> {
  const title = element.card_title === undefined ? null : context.render(element.card_title);
  const fields = element.fields
    .map(({ label, value }) => ({ label: context.render(label), value: context.render(value) }))
    .filter(({ value }) => value !== '');
  if (element.record === undefined) return { table: '', id: '', number: '', title: title ?? '', fields };
  const { table, id } = recordReference(context.evaluate(element.record), element.record);
  const record = await context.recordById(table, id);
  if (record === null) throw new Error(`there is no record ${id} in ${table}`);
  return { table, id, number: record.number, title: title ?? record.title, fields };
}

function extras(element: ElementOf<'card'>, context: ElementContext): Partial<RecordCard> {
  const { subtitle, image_url: image, image_size: size, alt = '', video_url: video, links } = element;
  const { render } = context;
  return {
    ...(subtitle === undefined ? {} : { subtitle: render(subtitle) }),
    ...(image === undefined
      ? {}
      : { image: { url: address(render(image), 'media'), alt: render(alt), size } }),
    ...(video === undefined ? {} : { videoUrl: address(render(video), 'media') }),
    ...(links.length === 0 ? {} : { links: renderLinks(links, context) }),
  };
}
