import type { JSX } from 'preact';
import { useChat } from './chatContext.ts';

/** Shows who is writing. It is not read aloud: it comes and goes too often. */
export function TypingDots(): JSX.Element | null {
  const { conversation, texts } = useChat();
  const from = conversation.typing.value;
  if (from === undefined || conversation.ended.value) return null;
  return (
    <div class="typing">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span>{texts.typing(from.name || texts.virtualAgent)}</span>
    </div>
  );
}
