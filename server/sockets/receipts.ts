import type { Server } from 'socket.io';
import type { Receipts } from '../../contracts/sockets.ts';
import type { Conversations } from '../../interactions/conversations.ts';
import type { Interactions } from '../../interactions/interactions.store.ts';
import { roomOfInteraction } from './agentNamespace.ts';
import { roomOf } from './requesterNamespace.ts';

/** How far messages have come, kept beside the log and told to the other side; rooms reach the sockets of other nodes. */
export interface ReceiptNews {
  /** The requester's device has them, or the requester read them. */
  requester(conversationId: string, what: 'delivered' | 'read', seq: number): Promise<void>;
  /** An agent read what the requester wrote. */
  agent(conversationId: string, seq: number): Promise<void>;
}

export function serveReceipts(
  io: Server,
  conversations: Conversations,
  { mark }: Pick<Interactions, 'mark'>,
): ReceiptNews {
  async function keep(id: string, what: keyof Receipts, seq: number): Promise<Receipts | null> {
    const { header, lastSeq } = await conversations.known(id);
    // Nobody has seen what was not said.
    const receipts = await mark(id, what, Math.min(seq, lastSeq));
    if (receipts === null) return null;
    const interaction = header.number;
    io.of('/agent')
      .to(roomOfInteraction(id))
      .emit('receipt:changed', { ...receipts, interaction });
    return receipts;
  }

  return {
    async requester(id, what, seq) {
      await keep(id, what, seq);
    },
    async agent(id, seq) {
      const receipts = await keep(id, 'agentRead', seq);
      if (receipts === null) return;
      io.of('/requester').to(roomOf(id)).emit('receipt:changed', { readSeq: receipts.agentRead });
    },
  };
}
