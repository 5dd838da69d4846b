import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Receipts } from '../../contracts/sockets.ts';
import { Icon } from '../design/Icon.tsx';
import { useMessages } from '../messages/language.ts';

/** How far the words of the shown conversation have come. */
export const ReceiptsContext = createContext<Receipts>({ delivered: 0, read: 0, agentRead: 0 });

/** How far a message of mine has come; `seq` null: it is a note, which goes to nobody's device. */
export function SentMark({ seq }: { seq: number | null }) {
  const { delivered, read } = useContext(ReceiptsContext);
  const { conversation } = useMessages();
  if (seq !== null && seq <= read)
    return (
      <span class="msg-sent msg-read">
        <Icon name="checks" />
        {conversation.read}
      </span>
    );
  const arrived = seq !== null && seq <= delivered;
  return (
    <span class="msg-sent">
      <Icon name={arrived ? 'checks' : 'check'} />
      {arrived ? conversation.delivered : conversation.sent}
    </span>
  );
}
