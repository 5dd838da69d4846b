import type { Localised } from '../../../contracts/handoff.ts';

/** What the names in a template stand for: `{requester}`, `{agent}`, `{number}` and `{queue}`. */
interface TemplateValues {
  requester: string;
  agent: string;
  number: string;
  /** Empty when it came by no queue. */
  queue: string;
}

/** The text as it is said in this conversation. What is in braces and no such name stays as it is. */
export function fillTemplate(text: string, values: TemplateValues): string {
  return text.replace(/\{(requester|agent|number|queue)\}/g, (braces, name: string) => {
    return Object.entries(values).find(([each]) => each === name)?.[1] ?? braces;
  });
}

/** In the conversation's language: the very one, then another variety of it, else the first there is. */
export function textIn(texts: Localised, locale: string): string {
  const base = baseOf(locale);
  const tags = Object.keys(texts);
  const tag =
    tags.find((each) => each.toLowerCase() === locale.toLowerCase()) ??
    tags.find((each) => each.toLowerCase() === base) ??
    tags.find((each) => baseOf(each) === base) ??
    tags[0];
  return tag === undefined ? '' : (texts[tag] ?? '');
}

function baseOf(locale: string): string {
  return locale.toLowerCase().split('-')[0] ?? '';
}
