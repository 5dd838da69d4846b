import { elementKind } from './element.ts';

/** Marks that the conversation saved something, e.g. a ticket; the numbers count the marks by their name. */
export const deflection = elementKind('deflection', {
  run(element, context) {
    const { runId, topic } = context.run;
    context.emit({ type: 'deflected', runId, topic, what: element.what });
    return { go: 'next', output: element.what };
  },
});
