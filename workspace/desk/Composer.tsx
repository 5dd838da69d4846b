import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { useDeskTexts } from '../messages/desk.ts';
import { useMessages } from '../messages/language.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { useDesk } from './deskContext.ts';
import { filesIn } from './files/filesIn.ts';
import { UploadList } from './files/UploadList.tsx';
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
  const picker = useRef<HTMLInputElement>(null);
  const { files: fileTexts } = useDeskTexts();
  const uploads = desk.uploads.all.value[interaction] ?? [];
  const uploading = uploads.some(({ attachment, failure }) => attachment === null && failure === null);
  const ready = uploads.some(({ attachment }) => attachment !== null);
  const over = text.length - maxLength;
  const maySend = (text.trim() !== '' || ready) && over <= 0 && !uploading;

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
    if (!maySend) return;
    for (const attachment of desk.uploads.take(interaction))
      desk.send(interaction, '', isPrivate, attachment);
    if (text.trim() !== '') desk.send(interaction, text, isPrivate);
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
  const addFiles = (files: readonly File[]) => {
    if (files.length > 0) desk.uploads.add(interaction, files);
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
      <UploadList uploads={uploads} onRemove={(upload) => desk.uploads.remove(interaction, upload)} />
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
        onPaste={(event) => {
          const files = filesIn(event.clipboardData);
          if (files.length === 0) return;
          event.preventDefault();
          addFiles(files);
        }}
      />
      <div class="composer-foot">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            addFiles(Array.from(event.currentTarget.files ?? []));
            // The same file may be picked again.
            event.currentTarget.value = '';
          }}
        />
        <Button
          look="quiet"
          small
          icon="clip"
          iconOnly
          title={fileTexts.add}
          onClick={() => picker.current?.click()}
        >
          {fileTexts.add}
        </Button>
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
          class={over > 0 ? 'field-error' : `composer-hint${uploading ? '' : ' composer-keys'}`}
          id={`${id}-hint`}
          role={over > 0 ? 'alert' : undefined}
        >
          {over > 0
            ? conversation.tooLong(maxLength, over)
            : uploading
              ? fileTexts.waiting
              : conversation.keys}
        </span>
        <Button look="primary" type="submit" icon="send" disabled={!maySend}>
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
