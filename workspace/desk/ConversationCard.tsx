import type { InboxItem } from '../../contracts/sockets.ts';
import { Avatar } from '../design/Avatar.tsx';
import { Badge } from '../design/Badge.tsx';
import { RelativeTime } from '../design/RelativeTime.tsx';
import { SentimentDot } from '../design/SentimentDot.tsx';
import { useMessages } from '../messages/language.ts';
import { useSignedIn } from '../shell/workspace.ts';
import { useDeskState } from './deskContext.ts';
import { lastWords } from './state/lastWords.ts';
import { deskHash } from './state/route.ts';
import { unreadCount } from './state/unread.ts';
import { WaitChip } from './WaitChip.tsx';

/** One conversation that I hold or take part in: who, the last words, what is unread, and how long they wait for me. */
export function ConversationCard({ item }: { item: InboxItem }) {
  const { conversations, seen, current } = useDeskState();
  const { user } = useSignedIn();
  const messages = useMessages();
  const conversation = conversations[item.interaction];
  const known = conversation?.messages ?? [];
  const unread = unreadCount(known, seen[item.interaction], item.acceptedAt);
  const last = lastWords(known, item.lastMessage);
  const mine = last?.from.kind === 'agent' && last.from.name === user.name;
  const who =
    last?.private === true ? messages.conversation.privateNote : mine ? messages.desk.you : undefined;
  const open = current === item.interaction;
  return (
    <li>
      <a class="conv" href={deskHash(item.interaction)} aria-current={open ? 'true' : undefined}>
        <Avatar name={item.openedFor} />
        <span class="conv-body">
          <span class="conv-line">
            <strong class="conv-name">{item.openedFor}</strong>
            <SentimentDot sentiment={(conversation?.header ?? item).sentiment} />
            <span class="conv-time">{last !== null && <RelativeTime at={last.at} />}</span>
          </span>
          <span class="conv-line">
            <span class={`conv-last${unread > 0 ? ' conv-last-new' : ''}`}>
              {last === null ? messages.desk.noMessage : `${who === undefined ? '' : `${who}: `}${last.text}`}
            </span>
            {unread > 0 && (
              <span class="count count-hot">
                <span aria-hidden="true">{unread}</span>
                <span class="hidden-visually">{messages.desk.unread(unread)}</span>
              </span>
            )}
          </span>
          <span class="conv-line conv-foot">
            <span class="conv-number mono">{item.interaction}</span>
            {item.help && (
              <Badge tone="danger" icon="warning">
                {messages.desk.help}
              </Badge>
            )}
            {item.role !== 'holder' && <Badge tone="info">{messages.desk.roles[item.role]}</Badge>}
            {item.state === 'work_in_progress' && <WaitChip messages={known} acceptedAt={item.acceptedAt} />}
          </span>
        </span>
      </a>
    </li>
  );
}
