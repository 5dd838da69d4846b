import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';

/** The connection to Redis, for news between nodes (protocol §1, `REDIS_URL`). */
export interface RedisLink {
  /** For Socket.IO. */
  adapter: ReturnType<typeof createAdapter>;
  /** True when the connection is down, or was since the last call: other nodes may have said what was not heard. */
  missed(): boolean;
  close(): void;
}

/** Redis carries hints alone: while it is away the store is asked instead (server/news.ts). @throws when it does not answer at the start. */
export async function connectRedis(
  url: string,
  failed: (error: unknown, where: string) => void,
): Promise<RedisLink> {
  // What cannot be said now is not said later either: who hears of it then has asked the store.
  const publish = new Publisher(url, { lazyConnect: true, enableOfflineQueue: false });
  const subscribe = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null });
  let wasDown = false;
  for (const client of [publish, subscribe]) {
    client.on('error', (error: unknown) => failed(error, 'redis'));
    client.on('close', () => {
      wasDown = true;
    });
  }
  await Promise.all([publish.connect(), subscribe.connect()]);
  return {
    adapter: createAdapter(publish, subscribe),
    missed() {
      const missed = wasDown;
      wasDown = publish.status !== 'ready' || subscribe.status !== 'ready';
      return missed || wasDown;
    },
    close() {
      publish.disconnect();
      subscribe.disconnect();
    },
  };
}

/** The adapter does not wait for what it publishes: a refusal must not end the process. Why there is one, `error` says. */
class Publisher extends Redis {
  override async publish(channel: string | Buffer, message: string | Buffer): Promise<number> {
    return super.publish(channel, message).catch(() => 0);
  }
}
