import { readFileSync } from 'node:fs';

export interface Process {
  pid: number;
}

/** Linux counts in hundredths of a second, whatever the processor. */
const ticksPerSecond = 100;

/** Processor seconds that the process has used, all its threads together; null where there is no /proc. */
export function secondsUsed(process: Process | null): number | null {
  if (process === null) return null;
  try {
    const stat = readFileSync(`/proc/${process.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return null;
  }
}
