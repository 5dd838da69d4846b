/** A length of time in at most two units: `45 s`, `3 min 5 s`, `2 h 10 min`, `4 d 3 h`. Takes seconds. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const first = units.findIndex(({ size }) => whole >= size);
  if (first === -1) return '0 s';
  return units
    .slice(first, first + 2)
    .map(({ size, sign }, index) => {
      const count = Math.floor((index === 0 ? whole : whole % (units[first]?.size ?? 1)) / size);
      return index === 0 || count > 0 ? `${count} ${sign}` : '';
    })
    .filter(Boolean)
    .join(' ');
}

const units = [
  { size: 86_400, sign: 'd' },
  { size: 3_600, sign: 'h' },
  { size: 60, sign: 'min' },
  { size: 1, sign: 's' },
] as const;

/** Seconds between two ISO times, never less than zero. */
export function secondsBetween(from: string, to: Date | string): number {
  const end = typeof to === 'string' ? Date.parse(to) : to.getTime();
  return Math.max(0, (end - Date.parse(from)) / 1_000);
}
