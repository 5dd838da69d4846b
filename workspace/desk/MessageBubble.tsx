import type { PostedMessage } from '../../contracts/messages.ts';
import { Avatar } from '../design/Avatar.tsx';
import { Icon } from '../design/Icon.tsx';
import { ClockTime } from '../design/RelativeTime.tsx';
import { SentimentDot } from '../design/SentimentDot.tsx';
import { useMessages } from '../messages/language.ts';
import { MessageContent } from './MessageContent.tsx';
import { SentMark } from './SentMark.tsx';

interface MessageBubbleProps {
  message: PostedMessage;
  mine: boolean;
  /** The first of its run carries the name. */
  first: boolean;
}

export function MessageBubble({ message, mine, first }: MessageBubbleProps) {
  const messages = useMessages();
  const { from, at, sentiment } = message;
  if (from.kind === 'system') {
    return (
      <p class="msg-system">
        {message.private !== true && `${messages.conversation.toRequester} `}
        <span>{message.text}</span> <ClockTime at={at} />
      </p>
    );
  }
  const hidden = message.private === true;
  const virtualAgent = from.kind === 'virtual_agent';
  const name = mine
    ? messages.desk.you
    : virtualAgent
      ? from.name || messages.senders.virtual_agent
      : from.name;
  const side = from.kind === 'requester' ? 'start' : 'end';
  return (
    <article
      class={`msg msg-${side} msg-${from.kind}${mine ? ' msg-mine' : ''}${hidden ? ' msg-private' : ''}`}
    >
      <span class="msg-avatar">
        {first && <Avatar name={from.name} size="small" virtualAgent={virtualAgent} />}
      </span>
      <div class="msg-body">
        {first ? (
          <p class="msg-name">
            {name}
            {hidden && (
              <span class="msg-private-label">
                <Icon name="lock" />
                {messages.conversation.privateNote}
              </span>
            )}
          </p>
        ) : (
          <span class="hidden-visually">{name}</span>
        )}
        <div class="bubble">
          <MessageContent message={message} />
        </div>
        <p class="msg-meta">
          <ClockTime at={at} />
          {from.kind === 'requester' && sentiment !== undefined && (
            <span
              class="msg-sentiment"
              title={`${messages.sentimentOf(messages.sentiments[sentiment.label])} (${sentiment.score})`}
            >
              <SentimentDot sentiment={sentiment.label} word />
            </span>
          )}
          {mine && <SentMark seq={hidden ? null : message.seq} />}
        </p>
      </div>
    </article>
  );
}
