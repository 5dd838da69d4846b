import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlayedDialogue, PlayedStep } from '../../../contracts/authoring.ts';
import { Avatar } from '../../design/Avatar.tsx';
import { Button } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { Menu } from '../../design/Menu.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { SaidChoices } from './SaidChoices.tsx';
import type { TryStep } from './tryStep.ts';

interface TryChatProps {
  played: PlayedDialogue | null;
  failure: string | null;
  busy: boolean;
  onStep: (step: TryStep) => void;
}

const times = ['30 seconds', '3 minutes', '1 hour', '1 day'] as const;

/** The run as a conversation, and what the tester does next. */
export function TryChat({ played, failure, busy, onStep }: TryChatProps) {
  const messages = useMessages();
  const { tryOut } = useAuthoring();
  const [text, setText] = useState('');
  const end = useRef<HTMLDivElement>(null);
  const steps = played?.steps ?? [];
  const said = steps.flatMap((step) => step.messages.map((message) => ({ message, step })));
  useEffect(() => {
    const list = end.current;
    if (list !== null) list.scrollTop = list.scrollHeight;
  }, [said.length, failure]);
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.trim() === '') return;
    onStep({ says: text.trim() });
    setText('');
  };
  const failed = steps.find(({ ok }) => !ok);
  return (
    <>
      <div
        class="try-chat"
        ref={end}
        role="log"
        aria-label={tryOut.conversation}
        aria-busy={busy}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long conversation must scroll by keyboard too.
        tabIndex={0}
      >
        {played === null && failure === null && <p class="muted small">{messages.loading}</p>}
        {said.map(({ message, step }, index) => (
          <Said
            // The run only grows, so a message keeps its place.
            key={`${index} ${step.step}`}
            message={message}
            open={index === said.length - 1 && !busy}
            onPick={(value) => onStep({ picks: value })}
          />
        ))}
        {failed !== undefined && failed.failure !== null && (
          <p class="notice notice-danger">{failed.failure}</p>
        )}
        {failure !== null && (
          <p class="notice notice-danger" role="alert">
            <Icon name="warning" />
            {failure}
          </p>
        )}
      </div>
      <form class="try-compose" onSubmit={submit}>
        <input
          class="input"
          name="says"
          autoComplete="off"
          aria-label={tryOut.says}
          placeholder={tryOut.saysHint}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <Button
          icon="file"
          iconOnly
          look="quiet"
          onClick={() => onStep({ uploads: { name: 'photo.png', type: 'image/png', size: 20_000 } })}
        >
          {tryOut.upload}
        </Button>
        <Menu
          label={tryOut.wait}
          align="end"
          up
          buttonClass="btn btn-quiet btn-icon"
          choices={times.map((value) => ({ value, content: tryOut.times[value] }))}
          onChoose={(value) => onStep({ after: value })}
        >
          <Icon name="clock" />
          <span class="hidden-visually">{tryOut.wait}</span>
        </Menu>
        <Button look="primary" type="submit" icon="send" disabled={text.trim() === ''}>
          {tryOut.send}
        </Button>
      </form>
    </>
  );
}

interface SaidProps {
  message: PlayedStep['messages'][number];
  /** It is the last one: its choices can be picked. */
  open: boolean;
  onPick: (value: string | string[]) => void;
}

function Said({ message, open, onPick }: SaidProps) {
  const messages = useMessages();
  const { from, text, type, choices } = message;
  return (
    <div class={`said said-${from}`}>
      {from === 'virtual_agent' && <Avatar name="" size="small" virtualAgent />}
      <div class="said-body">
        <span class="hidden-visually">{messages.senders[from]}: </span>
        <p class="said-text">{text}</p>
        {type !== 'text' && type !== 'choices' && from === 'virtual_agent' && (
          <span class="muted small mono">{type}</span>
        )}
        {choices !== undefined && choices.length > 0 && (
          <SaidChoices {...message} choices={choices} open={open} onPick={onPick} />
        )}
      </div>
    </div>
  );
}
