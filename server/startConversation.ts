import type { RequesterTurns } from '../bot/requesterTurns.ts';
import { AppError } from '../contracts/errors.ts';
import type { PersonRef } from '../contracts/header.ts';
import type { SessionAnswer, SessionBody } from '../contracts/http.ts';
import type { Settings } from '../contracts/settings.ts';
import { isClosed } from '../contracts/states.ts';
import type { Conversations } from '../interactions/conversations.ts';
import type { Counters } from '../interactions/counters.store.ts';
import type { Records } from '../interactions/records.store.ts';
import type { Tokens } from './tokens.ts';

export interface StartDeps {
  conversations: Conversations;
  counters: Counters;
  records: Records;
  requesterTurns: RequesterTurns;
  tokens: Tokens;
  settings: () => Settings;
  newId: () => string;
}

const mostContext = 50;

/**
 * Opens a conversation for the widget, or goes on with the one that the resume token names while it is open.
 * Somebody who is known by an identity never meets a conversation that was somebody else's.
 */
export async function startConversation(deps: StartDeps, body: SessionBody): Promise<SessionAnswer> {
  const identified = body.identity === undefined ? null : await personOf(deps, body.identity);
  const resumed = body.resumeToken === undefined ? null : await resume(deps, body.resumeToken);
  if (resumed?.open && mayGoOn(resumed.person, identified)) {
    return answer(deps, resumed.person.id, resumed.conversationId, resumed.number);
  }
  const person = identified ??
    guestOf(resumed?.person) ?? { id: `guest:${deps.newId()}`, name: 'Guest', guest: true };
  const conversationId = deps.newId();
  const number = `IMS${String(await deps.counters.next('interaction', 1)).padStart(7, '0')}`;
  await deps.conversations.open(conversationId, number, (state) =>
    deps.requesterTurns.opened(state, {
      type: 'conversation_opened',
      number,
      interactionType: 'chat',
      subtype: 'web_chat',
      channel: body.channel ?? 'web',
      direction: 'inbound',
      openedFor: person,
      application: 'global',
      domain: 'global',
      locale: body.locale ?? 'en',
      context: Object.fromEntries(Object.entries(body.context ?? {}).slice(0, mostContext)),
    }),
  );
  return answer(deps, person.id, conversationId, number);
}

async function answer(
  deps: StartDeps,
  sub: string,
  conversation: string,
  interactionNumber: string,
): Promise<SessionAnswer> {
  const { requesterSeconds, resumeSeconds } = deps.settings().tokens;
  const { token } = await deps.tokens.sign({ use: 'requester', sub, conversation }, requesterSeconds);
  const { token: resumeToken } = await deps.tokens.sign({ use: 'resume', sub, conversation }, resumeSeconds);
  return { token, resumeToken, conversationId: conversation, interactionNumber };
}

/** What the resume token leads to; null when it cannot be used any more, which starts a new conversation. */
async function resume({ tokens, conversations }: StartDeps, resumeToken: string) {
  try {
    const { conversation } = await tokens.verify(resumeToken, 'resume');
    const { header } = await conversations.load(conversation);
    return {
      conversationId: conversation,
      number: header.number,
      person: header.openedFor,
      open: !isClosed(header.state),
    };
  } catch (error) {
    if (error instanceof AppError && ['expired', 'unauthorized', 'not_found'].includes(error.code))
      return null;
    throw error;
  }
}

/** The person an identity token names: a user of the `user` table when the address is known there. */
async function personOf({ tokens, records }: StartDeps, identity: string): Promise<PersonRef> {
  const claims = await tokens.verifyIdentity(identity);
  const email = claims.email ?? (claims.sub.includes('@') ? claims.sub : undefined);
  if (email !== undefined) {
    const [user] = await records.find({
      table: 'user',
      conditions: [{ field: 'email', op: 'eq', value: email }],
      limit: 1,
    });
    if (user !== undefined) return { id: user.id, name: user.title, email };
  }
  return {
    id: `external:${claims.sub}`,
    name: claims.name ?? claims.sub,
    ...(email === undefined ? {} : { email }),
  };
}

/** On a shared computer a resume token is not a proof of who sits there: a known person must be identified again. */
function mayGoOn(person: PersonRef, identified: PersonRef | null): boolean {
  return identified === null ? person.guest === true : identified.id === person.id;
}

/** A guest stays the same guest; a person who was identified once must be identified again. */
function guestOf(person: PersonRef | undefined): PersonRef | null {
  return person?.guest === true ? person : null;
}
