import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';

/** The Socket.IO adapter over Redis: news between nodes (protocol §1, `REDIS_URL`). @throws when Redis does not answer. */
export async function connectRedis(url: string, failed: (error: unknown, where: string) => void) {
  const publish = new Redis(url, { lazyConnect: true });
  const subscribe = publish.duplicate();
  for (const client of [publish, subscribe]) client.on('error', (error: unknown) => failed(error, 'redis'));
  await Promise.all([publish.connect(), subscribe.connect()]);
  return {
    adapter: createAdapter(publish, subscribe),
    close() {
      publish.disconnect();
      subscribe.disconnect();
    },
  };
}
