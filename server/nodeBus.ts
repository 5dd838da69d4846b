import type { Server } from 'socket.io';

/** News that matters to the sockets of other nodes. The store has the truth; this only says where to look. */
export type News =
  | { kind: 'conversation'; id: string }
  | { kind: 'agent'; id: string }
  | { kind: 'queue'; id: string };

export interface NodeBus {
  /** Tells the other nodes. */
  tell(news: News): void;
}

/** With Redis the other nodes hear at once; without it they find out when they poll (server/sweeper.ts). */
export function createNodeBus(io: Server, redis: boolean, heard: (news: News) => void): NodeBus {
  if (!redis) return { tell: () => undefined };
  io.on('news', (news: News) => heard(news));
  return {
    tell: (news) => {
      io.serverSideEmit('news', news);
    },
  };
}
