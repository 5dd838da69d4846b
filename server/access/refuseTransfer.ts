import type { AccessRule } from '../../contracts/access.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import type { Masking } from '../../interactions/masking/masking.ts';
import type { Viewer } from '../tokens.ts';
import { refuseFields } from './refuseFields.ts';

interface Transfer {
  to: { queue: string } | { agent: string } | { contact: string };
  note?: string | undefined;
}

/**
 * What is written by a transfer: to somebody outside it ends the record, where the contact becomes the disposition and the
 * note a work note. A phone number is what a contact is for. @throws AppError `invalid`, `forbidden`.
 */
export function refuseTransfer(
  { refuse }: Masking,
  rules: readonly AccessRule[],
  user: Viewer,
  header: InteractionHeader,
  { to, note }: Transfer,
): void {
  refuse({ note });
  if (!('contact' in to)) return;
  refuse({ 'to.contact': to.contact }, ['phone']);
  refuseFields(rules, user, header, { disposition: to.contact, workNote: note });
}
