import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** What `GET /metrics` shows. */
export interface Metrics {
  registry: Registry;
  request(route: string, status: number, ms: number): void;
  event(event: string, outcome: string, ms: number): void;
  turn(cause: string): void;
  closed(rule: string): void;
  failed(where: string): void;
  /** `outcome`: the status of the answer, or `failed`. */
  connection(name: string, outcome: string, ms: number): void;
  sockets(namespace: string, count: () => number): void;
  /** By how many seconds the clock of another node is ahead of this one's. */
  clockBehind(seconds: number): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'switchboard_' });
  const registers = [registry];
  const requests = new Histogram({
    name: 'switchboard_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['route', 'status'] as const,
    buckets,
    registers,
  });
  const events = new Histogram({
    name: 'switchboard_socket_event_seconds',
    help: 'Time to acknowledge a client event',
    labelNames: ['event', 'outcome'] as const,
    buckets,
    registers,
  });
  const turns = new Counter({
    name: 'switchboard_turns_total',
    help: 'Turns committed',
    labelNames: ['cause'] as const,
    registers,
  });
  const closes = new Counter({
    name: 'switchboard_conversations_closed_total',
    help: 'Conversations closed, by the row of the decision table',
    labelNames: ['rule'] as const,
    registers,
  });
  const failures = new Counter({
    name: 'switchboard_failures_total',
    help: 'Failures beside a client request',
    labelNames: ['where'] as const,
    registers,
  });
  const calls = new Histogram({
    name: 'switchboard_connection_seconds',
    help: 'Time that calls of connections took, with all their tries',
    labelNames: ['connection', 'outcome'] as const,
    buckets: [...buckets, 5, 10, 30, 60],
    registers,
  });
  const behind = new Gauge({
    name: 'switchboard_clock_behind_seconds',
    help: 'How far the clock of another node is ahead of this one',
    registers,
  });
  return {
    registry,
    request: (route, status, ms) => requests.observe({ route, status }, ms / 1_000),
    event: (event, outcome, ms) => events.observe({ event, outcome }, ms / 1_000),
    turn: (cause) => turns.inc({ cause }),
    closed: (rule) => closes.inc({ rule }),
    failed: (where) => failures.inc({ where }),
    connection: (connection, outcome, ms) => calls.observe({ connection, outcome }, ms / 1_000),
    clockBehind: (seconds) => behind.set(seconds),
    sockets(namespace, count) {
      new Gauge({
        name: `switchboard_${namespace}_sockets`,
        help: `Open sockets of the namespace /${namespace}`,
        registers,
        collect() {
          this.set(count());
        },
      });
    },
  };
}
