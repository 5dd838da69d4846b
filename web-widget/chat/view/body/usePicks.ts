import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { Choice } from '../../../../contracts/messages.ts';
import { useChat } from '../chatContext.ts';

/** A question with choices, as its message says it. */
export interface Question {
  label: string;
  choices: Choice[];
  multiple: boolean;
  min: number | undefined;
  max: number | undefined;
  /** False once the question is answered or the conversation over. */
  open: boolean;
  /** The values that were chosen. */
  chosen: string[];
}

export interface Picks {
  ticked: ReadonlySignal<readonly string[]>;
  /** No more may be ticked. */
  full: boolean;
  /** What is ticked may be sent. */
  enough: boolean;
  toggle(value: string): void;
  /** Answers with one choice or button; where several may be picked, those that are ticked go with it. */
  pick(choice: Choice, event: MouseEvent): void;
  /** Answers with what is ticked. */
  send(event: MouseEvent): void;
}

/** Sent when nothing is ticked on this page and something was on another. */
const done = 'done';

/** What is ticked of several choices, and how it becomes the answer. */
export function usePicks({ choices, multiple, min, max }: Question): Picks {
  const { conversation, texts, focusComposer } = useChat();
  const ticked = useSignal<readonly string[]>(
    choices.filter(({ picked }) => picked === true).map(({ value }) => value),
  );
  // Other pages' picks count as well, and only the server has them all.
  const paged = choices.some(({ control }) => control === 'more' || control === 'back');
  const count = ticked.value.length;
  const answer = (values: readonly string[], event: MouseEvent) => {
    const labels = choices.filter(({ value }) => values.includes(value)).map((choice) => choice.label);
    conversation.choose(multiple ? [...values] : (values[0] ?? ''), labels.join(', ') || texts.done);
    // The pressed button is about to be disabled. A finger needs no focus, and would get the keyboard in its way.
    if (event.detail === 0) focusComposer();
  };
  return {
    ticked,
    full: !paged && max !== undefined && count >= max,
    enough: paged || (count >= (min ?? 1) && count <= (max ?? count)),
    toggle(value) {
      const on = !ticked.value.includes(value);
      ticked.value = choices
        .map((choice) => choice.value)
        .filter((one) => (one === value ? on : ticked.value.includes(one)));
    },
    pick: ({ value, control }, event) =>
      answer(multiple && control !== 'none' ? [...ticked.value, value] : [value], event),
    send: (event) => answer(count === 0 ? [done] : ticked.value, event),
  };
}
