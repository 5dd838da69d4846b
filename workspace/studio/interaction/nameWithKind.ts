import type { Sender } from '../../../contracts/messages.ts';
import type { Messages } from '../../messages/en.ts';

/** `Ada Moreno (Agent)`; the kind alone for the Virtual Agent and the system, whose names say no more. */
export function nameWithKind({ kind, name }: Sender, messages: Messages): string {
  const label = messages.senders[kind];
  return kind === 'system' || kind === 'virtual_agent' || name === '' ? label : `${name} (${label})`;
}
