import type { Registry } from 'prom-client';
import type { Request, Response, Server } from 'restify';

/** `/healthz` (alive), `/readyz` (store reachable, topics loaded), `/metrics` (protocol §1). */
export function addHealth(
  server: Server,
  { registry, ready }: { registry: Registry; ready: () => Promise<boolean> },
): void {
  const json = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
  server.get('/healthz', async (_request: Request, response: Response) => {
    response.sendRaw(200, '{"status":"ok"}', json);
  });
  server.get('/readyz', async (_request: Request, response: Response) => {
    const isReady = await ready();
    response.sendRaw(isReady ? 200 : 503, JSON.stringify({ status: isReady ? 'ready' : 'not ready' }), json);
  });
  server.get('/metrics', async (_request: Request, response: Response) => {
    response.sendRaw(200, await registry.metrics(), { 'Content-Type': registry.contentType });
  });
}
