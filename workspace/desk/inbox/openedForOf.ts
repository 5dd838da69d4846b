import type { OpenedForBody } from '../../../contracts/lifecycle.ts';

/** Whom an interaction is for, from what was written: an address finds a known person; null when nothing was. */
export function openedForOf(person: string, phone: string): OpenedForBody | null {
  const said = person.trim();
  const number = phone.trim();
  if (said === '' && number === '') return null;
  const email = said.includes('@') ? { email: said } : {};
  return { name: said === '' ? number : said, ...email, ...(number === '' ? {} : { phone: number }) };
}
