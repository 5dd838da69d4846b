import { elementKind } from './element.ts';

/** Gives variables their values, in order. */
export const set = elementKind('set', {
  run(element, context) {
    for (const [name, source] of Object.entries(element.values)) context.setVar(name, context.value(source));
    return { go: 'next', output: Object.keys(element.values).join(', ') };
  },
});
