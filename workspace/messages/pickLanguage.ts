export const languageCodes = ['en', 'de'] as const;
export type LanguageCode = (typeof languageCodes)[number];

/** The first of the person's languages that we speak; English when there is none. */
export function pickLanguage(preferred: readonly (string | null)[]): LanguageCode {
  for (const tag of preferred) {
    const code = tag?.toLowerCase().split('-')[0];
    const known = languageCodes.find((each) => each === code);
    if (known !== undefined) return known;
  }
  return 'en';
}

/** The locale for dates and numbers: the person's own region where it is of the chosen language. */
export function localeFor(code: LanguageCode, preferred: readonly string[]): string {
  return preferred.find((tag) => tag.toLowerCase().split('-')[0] === code) ?? code;
}
