import sanitizeHtml from 'sanitize-html';
import { allowedTags, droppedTags, renamedTags } from '../../contracts/sanitiseHtml.ts';

const options: sanitizeHtml.IOptions = {
  allowedTags: [...allowedTags],
  allowedAttributes: { a: ['href'], img: ['src', 'alt'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowProtocolRelative: false,
  transformTags: { ...renamedTags },
  nonTextTags: [...droppedTags],
  nestingLimit: 40,
};

/** HTML with nothing left in it that runs, loads from elsewhere than the web, or styles (design §8). */
export function sanitise(html: string): string {
  return sanitizeHtml(html, options);
}
