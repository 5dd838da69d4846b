import { htmlToText } from '../html/htmlToText.ts';
import { sanitise } from '../html/sanitise.ts';
import { elementKind } from './element.ts';

/** Says HTML: values in it are escaped, then all of it is sanitised. Where HTML cannot be shown its text is. */
export const html = elementKind('html', {
  run(element, context) {
    const clean = sanitise(context.renderAs('html', element.html));
    const text = element.text === undefined ? htmlToText(clean) : context.wording(element.text);
    if (clean.trim() !== '') context.say({ type: 'html', text, html: clean });
    return { go: 'next', output: text };
  },
});
