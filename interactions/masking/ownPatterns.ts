import { RE2JS } from 're2js';
import type { Span } from './span.ts';

/** After so many matches the rest of the text counts as one: no pattern makes a text expensive. */
const mostMatches = 64;

/** M10: a pattern of one's own, as RE2 (linear time). @throws when it is none; contracts/settings.ts refuses those. */
export function ownPattern(source: string): (text: string) => Span[] {
  const pattern = RE2JS.compile(source);
  return (text) => {
    const found: Span[] = [];
    const matcher = pattern.matcher(text);
    while (matcher.find()) {
      const span = { start: matcher.start(), end: matcher.end() };
      if (span.end === span.start) continue;
      if (found.length === mostMatches) return [...found, { start: span.start, end: text.length }];
      found.push(span);
    }
    return found;
  };
}
