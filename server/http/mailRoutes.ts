import { AppError } from '../../contracts/errors.ts';
import type { PersonRef } from '../../contracts/header.ts';
import { type MailOffer, ownTranscriptMailBody, transcriptMailBody } from '../../contracts/http.ts';
import { actorOf, audited } from '../audited.ts';
import type { Limits } from '../limits.ts';
import { type AskDeps, askForTranscript } from '../mail/askForTranscript.ts';
import { maskAddress } from '../mail/maskAddress.ts';
import { ownConversation } from './ownConversation.ts';
import { type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import { type Routes, staff } from './route.ts';

export interface MailDeps extends ReadableDeps, AskDeps {
  limits: Limits;
}

const requesterOnly = { roles: ['admin'], requester: true } as const;

/** The transcript by e-mail, on request (domain D4). What goes out is always what was said to the requester. */
export function addMailRoutes(routes: Routes, deps: MailDeps): void {
  const { conversations, limits, mails, settings } = deps;
  routes.addOpen(
    {
      method: 'get',
      path: '/chat/transcript/mail',
      summary: 'Whether the transcript can be mailed',
      access: requesterOnly,
      answers: '`{available, to}`; `to` is the known requester’s own address, masked, or null: name one.',
    },
    async ({ requester }) => {
      const { id, header } = await ownConversation(conversations, requester);
      await limits.signal(id);
      const own = ownAddress(header.openedFor);
      const offer: MailOffer = {
        available:
          deps.sendsMail &&
          (own !== null || header.openedFor.guest === true) &&
          (await mails.asked(id)) < settings().mail.transcriptsPerConversation,
        to: own === null ? null : maskAddress(own),
      };
      return { body: offer };
    },
  );
  routes.addOpen(
    {
      method: 'post',
      path: '/chat/transcript/mail',
      summary: 'Have the transcript mailed',
      access: requesterOnly,
      body: ownTranscriptMailBody,
      status: 202,
      answers: '`{to}`, masked: it is in the outbox. Known requesters get it at their own address.',
    },
    async ({ requester, body, address }) => {
      const state = await ownConversation(conversations, requester);
      const to = addressFor(state.header.openedFor, body.to);
      await limits.mail(address, to, settings().mail.transcriptsPerHour);
      await askForTranscript(deps, state, to, null);
      return { body: { to: maskAddress(to) } };
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/interactions/:number/transcript/mail',
      summary: 'Mail the transcript to somebody',
      access: staff,
      body: transcriptMailBody,
      status: 202,
      answers: '`{to}`, masked: it is in the outbox. Without private notes and without sentiment.',
    },
    async (call) => {
      const state = await readableInteraction(deps, call.params.number ?? '', call, 'transcript');
      const actor = actorOf(call.user);
      await limits.message(actor.id);
      const to = maskAddress(call.body.to);
      const entry = { actor, action: 'mail transcript', target: state.header.number, details: { to } };
      await audited(deps, entry, () => askForTranscript(deps, state, call.body.to, actor));
      return { body: { to } };
    },
  );
}

/** null: nobody vouched for an address of theirs. */
function ownAddress({ guest, email }: PersonRef): string | null {
  return guest === true ? null : (email ?? null);
}

/** @throws AppError `forbidden` for a known requester's wish for another address, `invalid` when there is none. */
function addressFor(person: PersonRef, wished: string | undefined): string {
  const own = ownAddress(person);
  if (own !== null && wished !== undefined && wished.toLowerCase() !== own.toLowerCase())
    throw new AppError('forbidden', 'it can be mailed to your own address only');
  const to = own ?? wished;
  if (to !== undefined && (own !== null || person.guest === true)) return to;
  throw new AppError(
    'invalid',
    person.guest === true ? 'to: an address is needed' : 'no address of yours is known',
  );
}
