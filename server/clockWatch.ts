import type { Logger } from 'pino';
import type { Clock } from '../contracts/clock.ts';
import type { Metrics } from './metrics.ts';
import type { Nodes } from './nodes.store.ts';

export interface ClockWatchDeps {
  nodes: Pick<Nodes, 'furthest'>;
  nodeId: string;
  clock: Clock;
  log: Logger;
  metrics: Pick<Metrics, 'clockBehind'>;
}

/** Heartbeats come each second; nobody is taken for gone in less than fifteen (server/guests.ts). */
const toleratedSeconds = 5;

/**
 * Leases and deadlines are times that the nodes compare with their own clocks: one that is ahead takes work from agents
 * and gives up guests of the others too early. Says so once, and again after it was mended.
 */
export function createClockWatch({ nodes, nodeId, clock, log, metrics }: ClockWatchDeps): {
  look(): Promise<void>;
} {
  let said = false;
  return {
    async look() {
      const other = await nodes.furthest(nodeId);
      const ahead = other === null ? 0 : (other.at.getTime() - clock.now().getTime()) / 1_000;
      metrics.clockBehind(Math.max(0, ahead));
      const wrong = ahead > toleratedSeconds;
      if (wrong && !said)
        log.error({ other: other?.id, seconds: ahead }, 'the clocks of the nodes differ: set them by NTP');
      said = wrong;
    },
  };
}
