import process from 'node:process';

/** Starts a stopwatch of processor time: what neighbours on a busy machine take is not counted. Milliseconds. */
export function processorTime(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
}
