import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Row } from '../conversation/timeline.ts';
import { Avatar } from './Avatar.tsx';
import { MessageContent } from './body/MessageContent.tsx';
import { PlainText } from './body/PlainText.tsx';
import { useChat } from './chatContext.ts';
import { Delivery } from './Delivery.tsx';

/** One line of the log: a day, a note of the system, or a message with its sender, time and delivery. */
export function MessageRow({
  row,
  online,
  newest,
}: {
  row: Row;
  online: ReadonlySignal<boolean>;
  /** The requester's latest message, the one whose delivery is shown. */
  newest: boolean;
}): JSX.Element {
  const { texts, formats } = useChat();
  if (row.kind === 'day') {
    return (
      <p class="day">
        <span>{formats.day(row.at)}</span>
      </p>
    );
  }
  if (row.kind === 'restart') {
    return (
      <p class="day">
        <span>{texts.restarted}</span>
      </p>
    );
  }
  if (row.kind === 'system') {
    return (
      <p class="system">
        <PlainText text={row.message.text} />{' '}
        <time dateTime={row.message.at}>{formats.time(row.message.at)}</time>
      </p>
    );
  }
  const { message, mine, first, last } = row;
  const name = mine ? texts.you : message.from.name || texts.virtualAgent;
  const waits = row.outgoing !== undefined;
  return (
    <div class={`row ${mine ? 'mine' : 'theirs'}${first ? ' first' : ''}`} data-message={message.id}>
      {mine || !first ? null : <Avatar kind={message.from.kind} name={message.from.name} />}
      <div class="row-body">
        <span class={mine || !first || message.from.kind !== 'agent' ? 'for-ears' : 'sender'}>
          {name}
          <span class="for-ears">:</span>
        </span>
        <MessageContent row={row} />
        {waits || (mine && newest) ? <Delivery row={row} online={online} /> : null}
        {last && !waits && !(mine && newest) ? (
          <time class="meta" dateTime={message.at}>
            {formats.time(message.at)}
          </time>
        ) : null}
      </div>
    </div>
  );
}
