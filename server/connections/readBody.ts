import type { TopicValue } from '../../topics/dialog.ts';

/** What is nested deeper cannot be kept in the conversation's state (BSON allows 100 levels). */
const deepest = 40;

/** The body of an answer as topics see it: JSON as data, anything else as text, nothing as null. */
export function readBody(
  type: string | undefined,
  body: Buffer,
): { deep: false; value: TopicValue } | { deep: true } {
  if (body.length === 0) return { deep: false, value: null };
  const text = decode(type, body);
  if (!/^[^;]*[/+]json\b/i.test(type ?? '')) return { deep: false, value: withoutNul(text) };
  const parsed = parse(text);
  if (parsed === undefined) return { deep: false, value: withoutNul(text) };
  return depthOf(parsed) > deepest ? { deep: true } : { deep: false, value: clean(parsed) };
}

function decode(type: string | undefined, body: Buffer): string {
  const charset = /charset="?([\w-]+)/i.exec(type ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

/** undefined: it says that it is JSON and is not. */
function parse(text: string): TopicValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Without recursion: the nesting is the other side's. */
function depthOf(value: TopicValue): number {
  let depth = 0;
  let level: TopicValue[] = [value];
  while (level.length > 0 && depth <= deepest) {
    level = level.flatMap((one) => (one !== null && typeof one === 'object' ? Object.values(one) : []));
    depth += 1;
  }
  return depth;
}

/** Without the names that are no data, and without NUL, which the store does not take in names. */
function clean(value: TopicValue): TopicValue {
  if (typeof value === 'string') return withoutNul(value);
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '__proto__' && !name.includes('\0'))
      .map(([name, inner]) => [name, clean(inner)]),
  );
}

function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}
