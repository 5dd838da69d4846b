/**
 * Whether a text of a topic says anything of its own: `{{ item.number }}: {{ item.title }}` reads the same in every
 * language, so it is not missing where it has no translation. Alternates are one text.
 */
export function needsTranslation(text: string | readonly string[]): boolean {
  return [text].flat().some((one) => /\p{L}/u.test(one.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, '')));
}
