import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { openKeptValues } from '../../keptValues.ts';
import { textLimit, textLimitNear } from '../conversation/textLimit.ts';
import { AttachButton } from './AttachButton.tsx';
import { useChat } from './chatContext.ts';
import { Icon } from './Icon.tsx';
import { UploadList } from './UploadList.tsx';
import { useTypingSignal } from './useTypingSignal.ts';

const tallest = 160;

/** The message field. Enter sends, Shift+Enter begins a line; a draft survives a reload of the tab. */
export function Composer(): JSX.Element {
  const { conversation, texts, formats, settings, takeFiles } = useChat();
  const drafts = useRef(openKeptValues('session', settings.origin)).current;
  const text = useSignal(drafts.get('draft') ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  const typing = useTypingSignal(conversation.setTyping);
  const { length } = text.value;
  const over = length - textLimit;
  // What is written here would go nowhere, whatever comes of the connection.
  const disabled = conversation.link.value.state === 'distrusted';

  useEffect(
    () => (text.value === '' ? drafts.remove('draft') : drafts.set('draft', text.value)),
    [text.value],
  );
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    if (element.scrollHeight > 0) element.style.height = `${Math.min(element.scrollHeight, tallest)}px`;
  }, [text.value]);

  const send = () => {
    const said = text.value.trim();
    field.current?.focus();
    if (said === '' || said.length > textLimit) return;
    conversation.say(said);
    text.value = '';
    typing.stop();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <UploadList />
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          value={text.value}
          disabled={disabled}
          placeholder={texts.placeholder}
          aria-label={texts.composer}
          aria-invalid={over > 0}
          aria-describedby={length > textLimitNear ? 'sb-counter' : undefined}
          enterkeyhint="send"
          autocomplete="off"
          onInput={({ currentTarget }) => {
            text.value = currentTarget.value;
            if (currentTarget.value.trim() === '') typing.stop();
            else typing.go();
          }}
          onBlur={typing.stop}
          onPaste={(event) => {
            const files = Array.from(event.clipboardData?.files ?? []);
            if (files.length === 0) return;
            event.preventDefault();
            takeFiles(files);
          }}
          onKeyDown={(event) => {
            // Enter also confirms a candidate of an input method; that is not the end of a message.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
            event.preventDefault();
            send();
          }}
        />
        <AttachButton class="icon-button attach" />
        <button
          type="submit"
          class="send"
          aria-label={texts.send}
          title={texts.send}
          disabled={disabled}
          aria-disabled={length === 0 || over > 0}
        >
          <Icon name="send" />
        </button>
      </div>
      {length > textLimitNear ? (
        <p
          id="sb-counter"
          class={over > 0 ? 'counter over' : 'counter'}
          role={over > 0 ? 'alert' : undefined}
        >
          {over > 0
            ? texts.tooLong(formats.number(textLimit), formats.number(over))
            : texts.counter(formats.number(length), formats.number(textLimit))}
        </p>
      ) : null}
    </form>
  );
}
