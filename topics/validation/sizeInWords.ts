import type { z } from 'zod';

/** What a schema says of too little or too much, in plain words; null when it is about something else. */
export function sizeInWords(issue: z.core.$ZodIssue): string | null {
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return null;
  // What a schema says in words of its own is said by it already.
  if (!/^too (small|big):/i.test(issue.message)) return null;
  const [limit, small] =
    issue.code === 'too_small' ? [Number(issue.minimum), true] : [Number(issue.maximum), false];
  const exact = issue.exact === true;
  switch (issue.origin) {
    case 'string':
      if (exact) return `must have exactly ${count(limit, 'character')}`;
      if (small) return limit === 1 ? 'must not be empty' : `needs at least ${count(limit, 'character')}`;
      return `may have at most ${count(limit, 'character')}`;
    case 'array':
    case 'set':
    case 'map':
      if (exact) return `must have exactly ${entries(limit)}`;
      return small ? `needs at least ${entries(limit)}` : `may have at most ${entries(limit)}`;
    case 'number':
    case 'int':
      if (issue.inclusive === false) return `must be ${small ? 'more' : 'less'} than ${limit}`;
      return `must be at ${small ? 'least' : 'most'} ${limit}`;
    default:
      return null;
  }
}

function entries(limit: number): string {
  return limit === 1 ? '1 entry' : `${limit} entries`;
}

function count(limit: number, word: string): string {
  return `${limit} ${word}${limit === 1 ? '' : 's'}`;
}
