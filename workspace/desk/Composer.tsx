import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { maxTextLength } from '../../contracts/sockets.ts';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { useDeskTexts } from '../messages/desk.ts';
import { useMessages } from '../messages/language.ts';
import { useLiveTexts } from '../messages/live.ts';
import { useSignedIn, useWorkspace } from '../shell/workspace.ts';
import { useDesk } from './deskContext.ts';
import { filesIn } from './files/filesIn.ts';
import { UploadList } from './files/UploadList.tsx';
import { forgetDraft, keepDraft, readDraft } from './keepDraft.ts';
import { CommandBox } from './live/CommandBox.tsx';
import type { CommandName } from './live/commandList.ts';
import type { Doing } from './live/doing.ts';
import { PrivateOnly } from './live/PrivateOnly.tsx';
import { useShortcut } from './shortcuts/useShortcut.ts';
import type { Conversation } from './state/deskState.ts';
import type { DeskRole } from './state/roleOf.ts';

/** What the server takes at most (protocol §3); the number alone, for contracts/sockets.ts brings its validation. */
const maxLength: typeof maxTextLength = 8_000;

interface ComposerProps {
  conversation: Conversation;
  role: DeskRole;
  /** Nothing goes to the requester now. */
  privateOnly: boolean;
  commands: readonly CommandName[];
  onDo: (doing: Doing) => void;
}

/** Where I write, to the requester or – visibly different – a private note. */
export function Composer({ conversation: shown, role, privateOnly, commands, onDo }: ComposerProps) {
  const { interaction } = shown;
  const { name } = shown.header.openedFor;
  const desk = useDesk();
  const { composer: liveTexts } = useLiveTexts();
  const { window } = useWorkspace();
  const { user } = useSignedIn();
  const { conversation } = useMessages();
  const storage = window.sessionStorage;
  const [text, setText] = useState(() => readDraft(storage, user.id, interaction).text);
  const [noted, setPrivate] = useState(() => readDraft(storage, user.id, interaction).private);
  const isPrivate = noted || privateOnly;
  /** A command that is typed in place of a message; null: none is. */
  const [line, setLine] = useState<string | null>(null);
  /** Where the cursor goes once the words are in. */
  const cursor = useRef<number | null>(null);
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
    // Who goes through the conversations by single keys keeps them: the middle has the focus then.
    if (document.activeElement?.id !== 'content') area.current?.focus();
    return () => desk.stoppedTyping(interaction);
  }, [desk, interaction]);
  useEffect(() => {
    if (text === '') forgetDraft(storage, user.id, interaction);
    else keepDraft(storage, user.id, interaction, { text, private: isPrivate });
    fitHeight(area.current);
  }, [storage, user.id, interaction, text, isPrivate]);

  const consults = role === 'holder' && shown.live.members.some((member) => member.role === 'consult');
  // What is said to the colleague must not reach the requester by habit; a message that is begun stays one.
  useEffect(() => {
    if (consults && text === '') setPrivate(true);
  }, [consults]);
  useLayoutEffect(() => {
    if (line !== null || cursor.current === null) return;
    area.current?.focus();
    area.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = null;
  }, [line, text]);
  const write = (words: string, at: number) => {
    setText(words);
    cursor.current = at;
    setLine(null);
  };
  useShortcut('composer', () => area.current?.focus());
  useShortcut('note', privateOnly ? null : () => setNote(!isPrivate));
  useShortcut('attach', () => picker.current?.click());
  const mayInsert = commands.includes('r');
  useShortcut('templates', mayInsert ? () => setLine('/r ') : null);

  const send = () => {
    if (!maySend) return;
    for (const attachment of desk.uploads.take(interaction))
      desk.send(interaction, '', isPrivate, attachment);
    if (text.trim() !== '') desk.send(interaction, text, isPrivate);
    setText('');
    if (privateOnly) setPrivate(false);
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter only takes its suggestion.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const onInput = (field: HTMLTextAreaElement, pasted: boolean) => {
    const { value } = field;
    if (text === '' && !pasted && value.startsWith('/')) {
      field.value = '';
      return setLine(value);
    }
    setText(value);
    // What was written as a note stays one when the requester may be written to again.
    if (privateOnly) setPrivate(true);
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
      {privateOnly && <PrivateOnly role={role} errand={shown.live.errand} />}
      {line !== null && (
        <CommandBox
          conversation={shown}
          commands={commands}
          line={line}
          onLine={setLine}
          onInsert={(words) => {
            const { selectionStart: from = 0, selectionEnd: to = 0 } = area.current ?? {};
            write(text.slice(0, from) + words + text.slice(to), from + words.length);
          }}
          onNote={(words) => {
            setPrivate(true);
            write(text === '' ? words : text, (text === '' ? words : text).length);
          }}
          onDo={onDo}
          onLeave={(words) => {
            if (words === null) setLine(null);
            else write(text === '' ? words : text, (text === '' ? words : text).length);
          }}
        />
      )}
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
        hidden={line !== null}
        onInput={(event) => onInput(event.currentTarget, event.inputType === 'insertFromPaste')}
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
        {mayInsert && (
          <Button
            look="quiet"
            small
            icon="list"
            iconOnly
            title={liveTexts.templates}
            onClick={() => setLine('/r ')}
          >
            {liveTexts.templates}
          </Button>
        )}
        {!privateOnly && (
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
        )}
        <span
          class={over > 0 ? 'field-error' : `composer-hint${uploading ? '' : ' composer-keys'}`}
          id={`${id}-hint`}
          role={over > 0 ? 'alert' : undefined}
          title={conversation.keys}
        >
          {over > 0
            ? conversation.tooLong(maxLength, over)
            : uploading
              ? fileTexts.waiting
              : conversation.keysShort}
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
