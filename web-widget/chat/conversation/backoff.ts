/**
 * Milliseconds before try number `attempt` (from 0): doubling from half a second to 15 seconds, spread by `random`
 * (0 to 1), so that after a restart of the server its clients do not all come back in the same moment.
 */
export function backoff(attempt: number, random: number): number {
  const step = Math.min(15_000, 500 * 2 ** attempt);
  return Math.round(step * (0.5 + random / 2));
}
