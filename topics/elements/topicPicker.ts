import { elementKind } from './element.ts';

/** Offers topics to pick; it does not wait: a pick is understood wherever it comes (domain B2, "Show me everything"). */
export const topicPicker = elementKind('topic_picker', {
  run(element, context) {
    const choices = context.offer(element.topics);
    const everything =
      element.show_everything === undefined
        ? null
        : context.everything(context.render(element.show_everything));
    if (everything !== null) choices.push({ value: 'topics:all', label: everything });
    const text = context.wording(element.text);
    context.say(choices.length === 0 ? { type: 'text', text } : { type: 'choices', text, choices });
    return { go: 'next', output: choices.map(({ label }) => label).join(', ') };
  },
});
