import { type TopicDefinition, topicSchema } from '../contracts/topic.ts';
import type { Input } from './vpnStory.ts';

/** A topic of ten elements that all run in every turn: a question, what is made of the answer, and the question again. */
export const tenElements: TopicDefinition = topicSchema.parse({
  name: 'ten_elements',
  title: 'Ten elements',
  utterances: { en: ['run the ten elements'] },
  variables: { rounds: 0 },
  elements: [
    {
      id: 'what',
      kind: 'choice_input',
      prompt: 'What happens with your {{ vaContext.device | default: "device" }}?',
      choices: [
        { value: 'drops', label: 'It keeps dropping' },
        { value: 'slow', label: 'It is slow' },
        { value: 'other', label: 'Something else' },
      ],
    },
    {
      id: 'count',
      kind: 'set',
      values: { rounds: { expr: 'vaVars.rounds + 1' }, who: '{{ requester.name }}' },
    },
    {
      id: 'known',
      kind: 'lookup',
      table: 'incident',
      where: [{ field: 'category', value: '{{ vaInputs.what }}' }],
      limit: 3,
      into: 'hits',
      related: false,
    },
    {
      id: 'any',
      kind: 'decision',
      branches: [{ when: 'size(vaVars.hits) == 0', next: 'end' }],
      otherwise: 'say',
    },
    {
      id: 'say',
      kind: 'text',
      text: ['I know of {{ vaVars.hits.size }}.', 'There are {{ vaVars.hits.size }}.'],
    },
    {
      id: 'urgent',
      kind: 'decision',
      branches: [
        { when: "vaInputs.what == 'drops' && vaVars.hits.exists(x, x.fields.priority <= 2)", next: 'worst' },
      ],
    },
    { id: 'worst', kind: 'set', values: { worst: { expr: 'vaVars.hits[0]' } } },
    {
      id: 'hint',
      kind: 'text',
      show_if: 'vaVars.rounds > 0',
      text: '{{ vaVars.worst.number }}: {{ vaVars.worst.title }}',
    },
    {
      id: 'page',
      kind: 'link',
      text: 'This page helps, {{ vaVars.who }}.',
      links: [{ url: 'https://example.com/{{ vaInputs.what }}', label: 'How to' }],
    },
    {
      id: 'again',
      kind: 'text',
      text: '{% if vaVars.rounds > 1 %}Once more:{% else %}And now:{% endif %}',
      next: 'what',
    },
  ],
});

export const tenElementsTurn: Input[] = [{ said: { value: 'drops' }, kind: 'answer' }];
