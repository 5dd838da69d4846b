import type { PlayedDialogue } from '../../contracts/authoring.ts';

export interface PlayedTopic {
  topic: string;
  dialogues: readonly PlayedDialogue[];
}

/** What the dialogues came to, for a terminal: a line each, and of those that failed all that was said up to there. */
export function reportDialogues(topics: readonly PlayedTopic[]): { text: string; ok: boolean } {
  const all = topics.flatMap(({ dialogues }) => dialogues);
  const failed = all.filter(({ ok }) => !ok).length;
  const without = topics.filter(({ dialogues }) => dialogues.length === 0).map(({ topic }) => topic);
  const lines = topics.flatMap(({ topic, dialogues }) =>
    dialogues.length === 0 ? [] : [topic, ...dialogues.flatMap(linesOf), ''],
  );
  if (without.length > 0) lines.push(`Without a dialogue: ${without.join(', ')}`, '');
  lines.push(`${all.length - failed} passed, ${failed} failed`);
  return { text: lines.join('\n'), ok: failed === 0 };
}

function linesOf({ name, ok, steps }: PlayedDialogue): string[] {
  if (ok) return [`  ✓ ${name}`];
  return [
    `  ✗ ${name}`,
    ...steps.flatMap((step, index) => [
      `      ${step.ok ? ' ' : '✗'} ${index}. ${step.step}`,
      ...step.messages
        .filter(({ from }) => from !== 'requester')
        .map(({ text, choices }) => {
          const offered = choices === undefined ? '' : ` [${choices.map(({ label }) => label).join(' | ')}]`;
          return `            ${text.replaceAll('\n', ' ')}${offered}`;
        }),
      ...(step.failure === null ? [] : [`        ${step.failure}`]),
    ]),
  ];
}
