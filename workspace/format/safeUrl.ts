/**
 * A link out of a message as it may be put into `href` or `src`, or null when its scheme could run something.
 * Messages come from topics and people: neither may hand us `javascript:`.
 */
export function safeUrl(url: string, base: string): string | null {
  try {
    const parsed = new URL(url, base);
    return allowed.has(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

const allowed: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);
