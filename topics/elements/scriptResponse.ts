import type { TopicValue } from '../dialog.ts';
import { elementKind } from './element.ts';

const mostMessages = 20;

/** Says what a script returns: a text, or a list of texts as one message each. */
export const scriptResponse = elementKind('script_response', {
  async run(element, context) {
    const returned = await context.evaluateScript(element.script);
    const texts = (Array.isArray(returned) ? returned : [returned]).map(asText).filter((text) => text !== '');
    if (texts.length > mostMessages) throw new Error(`a script may say ${mostMessages} messages at once`);
    for (const text of texts) context.say({ type: 'text', text });
    return { go: 'next', output: texts.join(' / ') };
  },
});

function asText(value: TopicValue): string {
  if (value === null) return '';
  if (typeof value === 'object') throw new Error('the script must return a text or a list of texts');
  return String(value).trim();
}
