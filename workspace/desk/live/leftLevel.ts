/** How urgent the time left of a wrap-up is, in seconds, and at which of the two marks that are said aloud it is. */
export function leftLevel(seconds: number): { level: 'calm' | 'soon' | 'urgent'; said: 30 | 10 | null } {
  if (seconds <= 10) return { level: 'urgent', said: 10 };
  return seconds <= 30 ? { level: 'soon', said: 30 } : { level: 'calm', said: null };
}
