import type { Localised, Queue, QueueTextKey } from '../../contracts/handoff.ts';

/** What stands in place of `{queue}`, `{position}` …; null, or not there: it is not known now. */
export type QueueTextValues = Partial<
  Record<'queue' | 'position' | 'wait' | 'agent' | 'opens', string | number | null>
>;

/** What a queue says of its own at this point, in the requester's language, else in its first; null: nothing. Pure. */
export function queueText(
  queue: Pick<Queue, 'texts'> | null,
  key: QueueTextKey,
  locale: string,
): string | null {
  const texts = Object.entries(queue?.texts ?? {}).flatMap(([language, { [key]: text }]) =>
    text === undefined ? [] : [[language, text] as const],
  );
  return textIn(Object.fromEntries(texts), locale);
}

/** A text in the requester's language, else in the first that there is; null: there is none. Pure. */
export function textIn(text: Localised, locale: string): string | null {
  const wanted = locale.toLowerCase();
  const [language] = wanted.split('-');
  const known = Object.entries(text);
  const found =
    known.find(([name]) => name.toLowerCase() === wanted) ??
    known.find(([name]) => name.toLowerCase().split('-')[0] === language) ??
    known[0];
  return found?.[1] ?? null;
}

/**
 * Fills the placeholders in. A sentence that speaks of something that is not known now is left out: “about … minutes”
 * without a number helps nobody. Null: nothing is left. Pure.
 */
export function fillText(text: string, values: QueueTextValues): string | null {
  const known = new Map(Object.entries(values).filter(([, value]) => value !== null));
  const kept = text
    .split(/(?<=[.!?])\s+/)
    .filter((sentence) => [...sentence.matchAll(places)].every(([, name = '']) => known.has(name)));
  const filled = kept.join(' ').replace(places, (_, name: string) => String(known.get(name)));
  return filled === '' ? null : filled;
}

/** True when the text speaks of it. */
export function speaksOf(text: string, name: keyof QueueTextValues): boolean {
  return text.includes(`{${name}}`);
}

const places = /\{(queue|position|wait|agent|opens)\}/g;
