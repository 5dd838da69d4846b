import sanitizeHtml from 'sanitize-html';

/** What HTML of a topic may be made of; the chat keeps the same (web-widget/chat/conversation/sanitiseHtml.ts). */
export const allowedTags: readonly string[] =
  'a b blockquote br code del em h3 h4 h5 h6 hr i img li ol p pre s span strong sub sup table tbody td th thead tr u ul'.split(
    ' ',
  );
/** Headings of a message must not outrank the page's. */
export const renamedTags: Readonly<Record<string, string>> = { h1: 'h3', h2: 'h3', div: 'p' };
/** What these hold is no text for people: it goes with them. */
const dropped =
  'script style template noscript iframe object embed svg math textarea select option head title'.split(' ');

const options: sanitizeHtml.IOptions = {
  allowedTags: [...allowedTags],
  allowedAttributes: { a: ['href'], img: ['src', 'alt'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowProtocolRelative: false,
  transformTags: { ...renamedTags },
  nonTextTags: dropped,
  nestingLimit: 40,
};

/** HTML with nothing left in it that runs, loads from elsewhere than the web, or styles (design §8). */
export function sanitise(html: string): string {
  return sanitizeHtml(html, options);
}
