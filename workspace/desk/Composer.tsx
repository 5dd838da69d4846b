import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { useMessages } from '../messages/language.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { useDesk } from './deskContext.ts';
import { forgetDraft, keepDraft, readDraft } from './keepDraft.ts';

/** protocol §3: what the server takes at most; repeated because contracts/ gives the front end types alone. */
const maxLength = 8_000;

interface ComposerProps {
  interaction: string;
  name: string;
}

/** Where I write, to the requester or – visibly different – a private note. */
export function Composer({ interaction, name }: ComposerProps) {
  const desk = useDesk();
  const { window } = useWorkspace();
  const { conversation } = useMessages();
  const storage = window.sessionStorage;
  const [text, setText] = useState(() => readDraft(storage, interaction).text);
  const [isPrivate, setPrivate] = useState(() => readDraft(storage, interaction).private);
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const over = text.length - maxLength;

  useEffect(() => {
    area.current?.focus();
    return () => desk.stoppedTyping(interaction);
  }, [desk, interaction]);
  useEffect(() => {
    if (text === '') forgetDraft(storage, interaction);
    else keepDraft(storage, interaction, { text, private: isPrivate });
    fitHeight(area.current);
  }, [storage, interaction, text, isPrivate]);

  const send = () => {
    if (text.trim() === '' || over > 0) return;
    desk.send(interaction, text, isPrivate);
    setText('');
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter only takes its suggestion.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const onInput = (value: string) => {
    setText(value);
    // Nobody is told that a private note is being written.
    if (value !== '' && !isPrivate) desk.typed(interaction);
    else desk.stoppedTyping(interaction);
  };
  const setNote = (on: boolean) => {
    setPrivate(on);
    if (on) desk.stoppedTyping(interaction);
    area.current?.focus();
  };

  return (
    <form
      class={`composer${isPrivate ? ' composer-private' : ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="hidden-visually" for={id}>
        {isPrivate ? conversation.noteLabel : conversation.messageLabel(name)}
      </label>
      <textarea
        id={id}
        ref={area}
        class="composer-text"
        rows={1}
        value={text}
        placeholder={isPrivate ? conversation.notePlaceholder : conversation.messagePlaceholder(name)}
        aria-describedby={`${id}-hint`}
        aria-invalid={over > 0}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="composer-foot">
        <button
          type="button"
          class="note-toggle"
          aria-pressed={isPrivate}
          title={conversation.privateHint}
          onClick={() => setNote(!isPrivate)}
        >
          <Icon name="lock" />
          {conversation.noteToggle}
        </button>
        <span
          class={over > 0 ? 'field-error' : 'composer-hint'}
          id={`${id}-hint`}
          role={over > 0 ? 'alert' : undefined}
        >
          {over > 0 ? conversation.tooLong(maxLength, over) : conversation.keys}
        </span>
        <Button look="primary" type="submit" icon="send" disabled={text.trim() === '' || over > 0}>
          {isPrivate ? conversation.addNote : conversation.send}
        </Button>
      </div>
    </form>
  );
}

/** Grows with the text up to a third of the window. */
function fitHeight(area: HTMLTextAreaElement | null): void {
  if (area === null) return;
  area.style.height = 'auto';
  area.style.height = `${Math.min(area.scrollHeight, window.innerHeight / 3)}px`;
}
