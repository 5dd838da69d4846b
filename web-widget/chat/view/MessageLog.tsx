import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { layOut, withoutFarewell } from '../conversation/timeline.ts';
import { useChat } from './chatContext.ts';
import { MessageRow } from './MessageRow.tsx';
import { TypingDots } from './TypingDots.tsx';

/** Closer to the end than this, the reader follows the conversation; farther, the reader is reading. */
const following = 120;

/** All messages, in a live region that says each new one once. */
export function MessageLog({
  shown,
  online,
}: {
  shown: ReadonlySignal<boolean>;
  online: ReadonlySignal<boolean>;
}): JSX.Element {
  const { conversation, texts, formats } = useChat();
  const log = useRef<HTMLDivElement>(null);
  const atEnd = useSignal(true);
  const rows = useComputed(() =>
    layOut(
      withoutFarewell(conversation.messages.value, conversation.change.value),
      conversation.outbox.value,
      formats.dayKey,
      conversation.restartedAfter.value,
    ),
  );
  const lastOwn = rows.value.findLast((row) => row.kind === 'message' && row.mine)?.key;
  const count = rows.value.length;
  const typing = conversation.typing.value !== undefined;

  const toEnd = () => {
    const element = log.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  };
  const pending = conversation.outbox.value.length;
  useLayoutEffect(() => {
    // Whoever sends wants to see it, wherever the list stood.
    if (atEnd.value || pending > 0) toEnd();
  }, [count, pending, typing, shown.value, conversation.ended.value]);
  useLayoutEffect(() => {
    if (log.current === null) return;
    // A banner above, or the survey below, takes its room from the log.
    const observer = new ResizeObserver(() => {
      if (atEnd.value) toEnd();
    });
    observer.observe(log.current);
    return () => observer.disconnect();
  }, []);

  return (
    <div class="log-frame">
      <div
        class="log"
        ref={log}
        role="log"
        aria-live="polite"
        aria-relevant="additions"
        aria-label={texts.messages}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          atEnd.value = scrollHeight - scrollTop - clientHeight < following;
        }}
      >
        {rows.value.map((row) => (
          <MessageRow key={row.key} row={row} online={online} newest={row.key === lastOwn} />
        ))}
      </div>
      <TypingDots />
      {atEnd.value || count === 0 ? null : (
        <button type="button" class="to-end" onClick={toEnd}>
          {texts.newMessages} ↓
        </button>
      )}
    </div>
  );
}
