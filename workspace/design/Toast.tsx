import { type ReadonlySignal, signal } from '@preact/signals';
import type { Messages } from '../messages/en.ts';
import { useMessages } from '../messages/language.ts';
import { Button } from './Button.tsx';

interface Toast {
  id: number;
  /** A function, so that a toast follows a change of the language. */
  text: (messages: Messages) => string;
  bad: boolean;
}

export interface Toasts {
  shown: ReadonlySignal<readonly Toast[]>;
  say(text: Toast['text'], more?: { bad?: boolean }): void;
  dismiss(id: number): void;
}

export function createToasts(): Toasts {
  const shown = signal<readonly Toast[]>([]);
  let last = 0;
  const dismiss = (id: number) => {
    shown.value = shown.value.filter((toast) => toast.id !== id);
  };
  return {
    shown,
    dismiss,
    say(text, { bad = false } = {}) {
      last += 1;
      const id = last;
      shown.value = [...shown.value.slice(-2), { id, text, bad }];
      setTimeout(() => dismiss(id), bad ? 10_000 : 6_000);
    },
  };
}

/** Short news at the foot of the page; said politely, and readable for as long as six seconds. */
export function ToastList({ toasts }: { toasts: Toasts }) {
  const messages = useMessages();
  return (
    <div class="toasts" role="status">
      {toasts.shown.value.map(({ id, text, bad }) => (
        <div key={id} class={`toast${bad ? ' toast-bad' : ''}`}>
          <span>{text(messages)}</span>
          <Button look="quiet" small icon="close" iconOnly onClick={() => toasts.dismiss(id)}>
            {messages.actions.dismiss}
          </Button>
        </div>
      ))}
    </div>
  );
}
