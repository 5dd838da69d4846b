import { Avatar } from '../design/Avatar.tsx';
import { useNow } from '../design/useNow.ts';
import { useMessages } from '../messages/language.ts';
import type { Conversation } from './state/deskState.ts';

/** A typing notice holds this long: the other side says it again while it lasts. */
const typingMs = 8_000;

/** Below the conversation: who is typing right now. */
export function TypingLine({ typing }: Pick<Conversation, 'typing'>) {
  const texts = useMessages();
  const now = useNow(1_000).getTime();
  if (typing === null || now - typing.at >= typingMs) return null;
  return (
    <p class="typing">
      <Avatar name={typing.from.name} size="small" />
      <span class="typing-dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span class="small muted">{texts.conversation.typing(typing.from.name)}</span>
    </p>
  );
}
