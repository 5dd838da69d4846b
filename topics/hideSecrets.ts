import { mask } from './inputElement.ts';

/** Shorter ones stand in too many words. */
const shortest = 4;
/** What stands under these names is the engine's own word, whatever the secret is … */
const engineNames: ReadonlySet<string> = new Set(
  'type kind role outcome by topicKind control runId topic element calledBy table id'.split(' '),
);
/** … but not in what authors name themselves. */
const authored: ReadonlySet<string> = new Set(
  'inputs vars display context fields changes items value'.split(' '),
);

/** Secret values may have gone into a text or a record by way of a template: they are masked there too (design §8). */
export function hideSecrets<T>(secrets: readonly string[], result: T): T {
  const forms = secrets.filter((secret) => secret.length >= shortest).flatMap(asWritten);
  return forms.length === 0 ? result : hideIn(JSON.parse(JSON.stringify(result)), forms, false);
}

/** In place: `value` is a copy. */
function hideIn<T>(value: T, forms: readonly string[], free: boolean): T {
  if (value === null || typeof value !== 'object') return value;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner !== 'string') hideIn(inner, forms, free || authored.has(name));
    else if (free || !engineNames.has(name))
      Object.assign(value, { [name]: forms.reduce((text, form) => text.replaceAll(form, mask), inner) });
  }
  return value;
}

/** A text as it is, and as it stands in HTML and in an address. */
function asWritten(text: string): string[] {
  const inHtml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  // Half a character has no form in an address.
  return [text, inHtml, encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))];
}
