import { useState } from 'preact/hooks';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { useMessages } from '../messages/language.ts';
import { useDesk } from './deskContext.ts';
import type { PendingMessage } from './state/deskState.ts';

/** A message of mine on its way, or one that did not arrive. */
export function PendingBubble({ interaction, message }: { interaction: string; message: PendingMessage }) {
  const desk = useDesk();
  const { conversation } = useMessages();
  const { delivery, why } = message;
  const failed = delivery === 'failed' || delivery === 'refused';
  const state = {
    waiting: conversation.waitingToSend,
    sending: conversation.sending,
    failed: conversation.failed,
    refused: conversation.refused,
  };
  return (
    <article class={`msg msg-end msg-mine msg-agent msg-pending${message.private ? ' msg-private' : ''}`}>
      <span class="msg-avatar" />
      <div class="msg-body">
        <div class="bubble">
          {message.text !== '' && <p class="msg-text">{message.text}</p>}
          {message.attachment !== undefined && (
            <p class="msg-file">
              <Icon name="file" />
              {message.attachment.name}
            </p>
          )}
        </div>
        <p class={`msg-meta${failed ? ' msg-failed' : ''}`} role={failed ? 'alert' : undefined}>
          <Icon name={failed ? 'warning' : 'clock'} />
          {state[delivery]}
          {failed && why !== null && why !== '' && <span>– {why}</span>}
        </p>
        {failed && (
          <p class="msg-actions">
            {delivery === 'refused' ? (
              <CopyButton text={message.text} />
            ) : (
              <Button small icon="refresh" onClick={() => desk.retry(interaction, message)}>
                {conversation.tryAgain}
              </Button>
            )}
            <Button small look="quiet" onClick={() => desk.discard(interaction, message.id)}>
              {conversation.discard}
            </Button>
          </p>
        )}
      </div>
    </article>
  );
}

/** What was written can go elsewhere. Without a secure page there is no clipboard; the text can be selected still. */
function CopyButton({ text }: { text: string }) {
  const { conversation } = useMessages();
  const [copied, setCopied] = useState(false);
  const { clipboard } = navigator as { clipboard?: Clipboard };
  if (clipboard === undefined) return null;
  return (
    <Button
      small
      icon={copied ? 'check' : 'file'}
      onClick={() =>
        clipboard.writeText(text).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }
    >
      {copied ? conversation.copied : conversation.copy}
    </Button>
  );
}
