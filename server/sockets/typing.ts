import type { Server } from 'socket.io';
import type { InteractionHeader, NameRef } from '../../contracts/header.ts';
import { roomOfInteraction } from './agentNamespace.ts';
import { roomOf } from './requesterNamespace.ts';

/** Who is typing, to the other side. Nothing of it is kept; rooms reach the sockets of other nodes too. */
export function serveTyping(io: Server, headerOf: (conversationId: string) => Promise<InteractionHeader>) {
  return {
    async requester(conversationId: string, on: boolean): Promise<void> {
      const { number, openedFor } = await headerOf(conversationId);
      const from = { kind: 'requester', name: openedFor.name };
      io.of('/agent')
        .to(roomOfInteraction(conversationId))
        .emit('typing:changed', { interaction: number, from, on });
    },
    async agent(conversationId: string, { id, name }: NameRef, on: boolean): Promise<void> {
      const from = { kind: 'agent', name };
      io.of('/requester').to(roomOf(conversationId)).emit('typing:changed', { from, on });
      const { number } = await headerOf(conversationId);
      io.of('/agent')
        .to(roomOfInteraction(conversationId))
        .except(`agent:${id}`)
        .emit('typing:changed', { interaction: number, from, on });
    },
  };
}
