import { z } from 'zod';
import { allowedTags } from '../sanitiseHtml.ts';
import { condition, element, linkAddress, mediaAddress, script, text, wording } from './fields.ts';

/** Bot responses (domain B4). */

export const textElement = z
  .strictObject({
    kind: z.literal('text'),
    ...element,
    text: wording.describe('One text, or alternates of which one is said'),
  })
  .describe('Says something.');

const alt = text.min(1).describe('What it shows, for those who do not see it; required');
const url = mediaAddress.describe('`https://…`, or a path of this server');
const linkUrl = linkAddress.describe('`https://…`, `mailto:…`, `tel:…`, or a path of this server');

export const imageElement = z
  .strictObject({
    kind: z.literal('image'),
    ...element,
    image_url: url,
    alt,
    text: wording.optional().describe('Said with the picture'),
  })
  .describe('Shows a picture.');

export const videoElement = z
  .strictObject({
    kind: z.literal('video'),
    ...element,
    video_url: url,
    text: wording.describe('What the video is about'),
  })
  .describe('Shows a video, or a link to it where none can be played.');

const link = z.strictObject({ url: linkUrl, label: text.min(1).describe('What the link says') });

export const linkElement = z
  .strictObject({
    kind: z.literal('link'),
    ...element,
    text: wording.describe('Said with the links'),
    links: z.array(link).min(1).max(3).describe('The links'),
  })
  .describe('Shows up to three links.');

export const htmlElement = z
  .strictObject({
    kind: z.literal('html'),
    ...element,
    html: text
      .min(1)
      .describe(
        `Values in it are escaped. What is left of it: the elements \`${allowedTags.join('` `')}\`; the attributes \`href\`, \`src\` and \`alt\`; addresses of the web, \`mailto:\`, \`tel:\` and paths of this server`,
      ),
    text: wording
      .optional()
      .describe('What is said where HTML cannot be shown; the text of the HTML unless said'),
  })
  .describe(
    'Shows formatted text: headings, lists, tables, links. Scripts, styles and frames are taken out.',
  );

const cardField = z.strictObject({
  label: text.min(1).describe('What the value is'),
  value: text.describe('The value; a line without one is left out'),
});
export const cardElement = z
  .strictObject({
    kind: z.literal('card'),
    ...element,
    text: wording.optional().describe('Said with the card'),
    record: condition.optional().describe('The record to show: an expression'),
    card_title: text.optional().describe("The headline; the record's title unless said"),
    subtitle: text.optional().describe('A line under the headline'),
    fields: z.array(cardField).max(10).default([]).describe('Lines of the card'),
    image_url: url.optional(),
    image_size: z
      .enum(['small', 'large'])
      .default('small')
      .describe('A small picture stands beside the text, a large one above it'),
    alt: alt.optional(),
    video_url: url.optional(),
    links: z.array(link).max(3).default([]).describe('Links under the card'),
  })
  .refine((e) => e.record !== undefined || e.card_title !== undefined, {
    path: ['card_title'],
    error: 'a card needs a "record" or a "card_title"',
  })
  .refine((e) => (e.image_url === undefined) === (e.alt === undefined), {
    path: ['alt'],
    error: '"image_url" and "alt" go together',
  })
  .describe('Shows a card: a record, or one of your own making.');

const column = z.strictObject({
  label: text.min(1).describe('The head of the column'),
  value: text.describe('`item` is the row'),
});
export const tableElement = z
  .strictObject({
    kind: z.literal('table'),
    ...element,
    text: wording.describe('What the table shows'),
    rows: condition.describe('A list: an expression'),
    columns: z.array(column).min(1).max(4).describe('The columns'),
    max_rows: z.int().min(1).max(100).default(20).describe('More rows are left out'),
    empty_text: wording.optional().describe('Said instead when there are no rows'),
  })
  .describe('Shows a list as a table of up to four columns.');

export const multiElement = z
  .strictObject({
    kind: z.literal('multi'),
    ...element,
    parts: z
      .array(
        z
          .strictObject({
            text: wording.optional().describe('What is said'),
            image_url: url.optional(),
            alt: alt.optional(),
            pause: z.number().min(0).max(60).default(0).describe('Seconds before this part'),
          })
          .refine(
            (part) => part.text !== undefined || part.image_url !== undefined,
            'needs a text or an image',
          )
          .refine((part) => (part.image_url === undefined) === (part.alt === undefined), {
            path: ['alt'],
            error: '"image_url" and "alt" go together',
          }),
      )
      .min(1)
      .max(20)
      .describe('What is said, in order'),
    next_label: text
      .optional()
      .describe('With it, each part but the first waits until this button is pressed'),
  })
  .describe('Says several things one after the other, with pauses or a button between them.');

export const scriptResponseElement = z
  .strictObject({
    kind: z.literal('script_response'),
    ...element,
    script: script.describe('Returns a text, or a list of texts: one message each. Nothing: nothing is said'),
  })
  .describe('Says what a script returns.');
