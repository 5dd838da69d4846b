import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';

/** The connection to Redis, for news between nodes (protocol §1, `REDIS_URL`). */
export interface RedisLink {
  /** For Socket.IO. */
  adapter: ReturnType<typeof createAdapter>;
  /** True when the connection is down, or was lately: other nodes may have said what was not heard, or look for it still. */
  missed(): boolean;
  close(): void;
}

/** Until all nodes have found a Redis that is back; each tries again every 2 seconds at least. */
const reconnectMs = 10_000;

/** Redis carries hints alone: while it is away the store is asked instead (server/news.ts). @throws when it does not answer at the start. */
export async function connectRedis(
  url: string,
  failed: (error: unknown, where: string) => void,
): Promise<RedisLink> {
  // What cannot be said now is not said later either: who hears of it then has asked the store.
  const publish = new Publisher(url, { lazyConnect: true, enableOfflineQueue: false });
  const subscribe = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null });
  let downAt = Number.NEGATIVE_INFINITY;
  for (const client of [publish, subscribe]) {
    client.on('error', (error: unknown) => failed(error, 'redis'));
    client.on('close', () => {
      downAt = performance.now();
    });
  }
  await Promise.all([publish.connect(), subscribe.connect()]);
  return {
    adapter: createAdapter(publish, subscribe),
    missed() {
      if (publish.status !== 'ready' || subscribe.status !== 'ready') downAt = performance.now();
      return performance.now() - downAt < reconnectMs;
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
