import type { DialogPorts } from './dialog.ts';

export interface Stopwatch {
  /** Milliseconds since the start, without the waiting for what the ports ask. */
  spent(): number;
  restart(): void;
}

/** The ports, timed; without a clock of their own nothing is. */
export function stopwatch(ports: DialogPorts): { ports: DialogPorts; watch: Stopwatch } {
  const elapsed = ports.elapsed?.bind(ports);
  if (elapsed === undefined) return { ports, watch: { spent: () => 0, restart: () => undefined } };
  let started = elapsed();
  let waited = 0;
  const outside =
    <Asked extends unknown[], Told>(ask: (...asked: Asked) => Promise<Told>) =>
    async (...asked: Asked): Promise<Told> => {
      const from = elapsed();
      try {
        return await ask(...asked);
      } finally {
        waited += elapsed() - from;
      }
    };
  return {
    ports: {
      ...ports,
      records: {
        find: outside((query) => ports.records.find(query)),
        nextNumber: outside((table) => ports.records.nextNumber(table)),
      },
      agentAvailability: outside((request) => ports.agentAvailability(request)),
      transcript: outside((id) => ports.transcript(id)),
      callConnection: outside((request) => ports.callConnection(request)),
    },
    watch: {
      spent: () => elapsed() - started - waited,
      restart() {
        started = elapsed();
        waited = 0;
      },
    },
  };
}
