import type { DialogPorts } from './dialog.ts';

/** The same ports, and how many milliseconds were spent since, without the waiting for what they ask. */
export function stopwatch(ports: DialogPorts): { ports: DialogPorts; spent(): number } {
  const elapsed = ports.elapsed?.bind(ports);
  if (elapsed === undefined) return { ports, spent: () => 0 };
  const started = elapsed();
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
    spent: () => elapsed() - started - waited,
  };
}
