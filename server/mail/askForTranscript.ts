import type { Clock } from '../../contracts/clock.ts';
import { AppError } from '../../contracts/errors.ts';
import type { NameRef } from '../../contracts/header.ts';
import type { Settings } from '../../contracts/settings.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Conversations } from '../../interactions/conversations.ts';
import type { Mails } from './mails.store.ts';
import { maskAddress } from './maskAddress.ts';

export interface AskDeps {
  conversations: Conversations;
  mails: Mails;
  clock: Clock;
  newId: () => string;
  settings: () => Settings;
  /** False: no SMTP_URL. */
  sendsMail: boolean;
}

/**
 * Puts the requester's transcript into the outbox; the log says who asked, with the address masked. `by`: the member of
 * staff who asked; null: the requester, who may do so a few times per conversation.
 * @throws AppError `conflict`: this server sends no mail, or the requester had as many as allowed.
 */
export async function askForTranscript(
  deps: AskDeps,
  { id, header }: ConversationState,
  to: string,
  by: NameRef | null,
): Promise<void> {
  const { mails, clock } = deps;
  const { from, transcriptsPerConversation } = deps.settings().mail;
  if (!deps.sendsMail)
    throw new AppError('conflict', 'this server sends no mail: its administrator has to set SMTP_URL');
  const limit = by === null ? transcriptsPerConversation : null;
  if (limit !== null && (await mails.asked(id)) >= limit) throw asOftenAsAllowed(limit);
  const mailId = deps.newId();
  // The log first: a mail that nobody can account for must not go out.
  await deps.conversations.change(id, () => ({
    cause:
      by === null
        ? { kind: 'requester', action: 'asked_for_mail' }
        : { kind: 'agent', action: 'asked_for_mail', agent: by },
    events: [{ type: 'mail_requested', mailId, to: maskAddress(to) }],
    messages: [],
  }));
  const { number, locale, openedAt } = header;
  const messageId = `<${mailId}@${hostOf(from)}>`;
  const mail = { _id: mailId, interactionId: id, number, to, locale, openedAt, messageId };
  if (!(await mails.insert(mail, clock.now(), limit))) throw asOftenAsAllowed(limit ?? 0);
}

function asOftenAsAllowed(limit: number): AppError {
  return new AppError(
    'conflict',
    `this transcript was mailed ${limit} times, which is as often as it may be`,
  );
}

/** The part of an address that names the sender's domain. */
function hostOf(from: string): string {
  return /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
}
