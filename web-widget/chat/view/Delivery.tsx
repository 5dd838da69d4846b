import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Row } from '../conversation/timeline.ts';
import { useChat } from './chatContext.ts';
import { Icon } from './Icon.tsx';

/** Where a message of the requester is: under way, in the log, or refused with the reason and what can be done. */
export function Delivery({
  row: { message, outgoing },
  online,
}: {
  row: Extract<Row, { kind: 'message' }>;
  online: ReadonlySignal<boolean>;
}): JSX.Element {
  const { conversation, texts, formats, focusComposer } = useChat();
  if (outgoing === undefined) {
    return (
      <span class="meta">
        <time dateTime={message.at}>{formats.time(message.at)}</time> ·{' '}
        {message.seq <= conversation.agentRead.value ? texts.read : texts.sent}
        <Icon name="check" />
      </span>
    );
  }
  if (outgoing.state !== 'failed') {
    const { state } = conversation.link.value;
    const cut = !online.value || (state !== 'online' && state !== 'connecting');
    const refused = state === 'refused' || state === 'distrusted';
    return <span class="meta">{refused ? texts.notSent : cut ? texts.waiting : texts.sending}</span>;
  }
  return (
    <div class="meta failed" role="alert">
      <Icon name="alert" />
      <span>
        {texts.notSent} {outgoing.failure}
      </span>
      <button
        type="button"
        class="link-button"
        onClick={() => {
          conversation.retry(outgoing.id);
          focusComposer();
        }}
      >
        {texts.retry}
      </button>
      <button
        type="button"
        class="link-button"
        onClick={() => {
          conversation.discard(outgoing.id);
          focusComposer();
        }}
      >
        {texts.discard}
      </button>
    </div>
  );
}
