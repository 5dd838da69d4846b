import { type Process, secondsUsed } from './processTime.ts';

/** What one step did in one round. Times in milliseconds. */
export interface Round {
  turns: number;
  wallMs: number;
  /** How long each turn took, by what was waited for. */
  samples: Record<string, number[]>;
  /** Processor time of the server and of its store; null where the system does not tell. */
  serverCpuMs: number | null;
  storeCpuMs: number | null;
}

/** One turn of one conversation: answers how long it took, by what was waited for. */
export type Turn = () => Promise<Record<string, number>>;

/** Runs all conversations at the same time, each of them turn after turn. */
export async function measure(
  conversations: Turn[][],
  server: Process | null,
  store: Process | null,
): Promise<Round> {
  const samples: Record<string, number[]> = {};
  const before = [secondsUsed(server), secondsUsed(store)] as const;
  const started = performance.now();
  let turns = 0;
  await Promise.all(
    conversations.map(async (conversation) => {
      for (const turn of conversation) {
        for (const [name, ms] of Object.entries(await turn())) {
          samples[name] ??= [];
          samples[name].push(ms);
        }
        turns += 1;
      }
    }),
  );
  const wallMs = performance.now() - started;
  return {
    turns,
    wallMs,
    samples,
    serverCpuMs: difference(before[0], secondsUsed(server)),
    storeCpuMs: difference(before[1], secondsUsed(store)),
  };
}

function difference(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : (after - before) * 1_000;
}

/** The value below which the share `p` of the samples lies. */
export function percentile(samples: number[], p: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}
