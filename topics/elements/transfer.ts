import { elementKind } from './element.ts';

/** Asks for a person. What came of it continues in `on`; when somebody takes over, nothing follows (design §4). */
export const transfer = elementKind('transfer', {
  run(element, context) {
    const defaults = context.handoffDefaults();
    const queue = element.queue ?? defaults.queue;
    const shortDescription =
      element.short_description === undefined
        ? (defaults.shortDescription ?? context.topic.title)
        : context.render(element.short_description);
    if (element.text !== undefined) context.say({ type: 'text', text: context.wording(element.text) });
    return {
      go: 'transfer',
      request: {
        skills: element.skills ?? defaults.skills ?? [],
        shortDescription: shortDescription.slice(0, 160),
        ...(queue === undefined ? {} : { queue }),
      },
    };
  },
});
