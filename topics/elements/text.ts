import { elementKind } from './element.ts';

/** Says something; with alternates, one of them. */
export const text = elementKind('text', {
  run(element, context) {
    const said = context.wording(element.text);
    if (said.trim() !== '') context.say({ type: 'text', text: said });
    return { go: 'next', output: said };
  },
});
