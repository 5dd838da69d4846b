import { de } from './inbox.de.ts';
import { en, type InboxTexts } from './inbox.en.ts';
import { useLanguage } from './language.ts';
import type { LanguageCode } from './pickLanguage.ts';

export const inboxTexts: Record<LanguageCode, InboxTexts> = { en, de };

/** The texts of what is asked for at the desk now and then: invitations, waiting work, keys, notifications, earlier talks. */
export function useInboxTexts(): InboxTexts {
  return inboxTexts[useLanguage().code.value];
}
