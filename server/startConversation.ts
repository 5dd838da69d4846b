import type { RequesterTurns } from '../bot/requesterTurns.ts';
import type { Clock } from '../contracts/clock.ts';
import { AppError } from '../contracts/errors.ts';
import type { PersonRef } from '../contracts/header.ts';
import type { SessionAnswer, SessionBody } from '../contracts/http.ts';
import type { Settings } from '../contracts/settings.ts';
import { hasEnded } from '../contracts/states.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { Conversations } from '../interactions/conversations.ts';
import { type Counters, nextInteractionNumber } from '../interactions/counters.store.ts';
import type { ChannelProfiles } from '../interactions/people/channelProfiles.store.ts';
import { requireSubject } from '../interactions/people/requireSubject.ts';
import { signedInDraft } from '../interactions/people/signedInDraft.ts';
import { webProfile } from '../interactions/people/webProfile.ts';
import type { Records } from '../interactions/records/records.store.ts';
import { identifiedPerson } from './identifiedPerson.ts';
import type { Tokens } from './tokens.ts';

export interface StartDeps {
  conversations: Conversations;
  counters: Counters;
  records: Records;
  profiles: ChannelProfiles;
  requesterTurns: RequesterTurns;
  tokens: Tokens;
  clock: Clock;
  settings: () => Settings;
  newId: () => string;
}

/** Whose a token was, and its conversation. */
interface Bearer {
  sub: string;
  conversation: string;
}
interface Identified {
  person: PersonRef;
  isUser: boolean;
}

const mostContext = 50;

/**
 * Opens a conversation for the widget, or goes on with the one that the resume token names while it is open.
 * Somebody who is known by an identity never meets a conversation that was somebody else's; a guest who signs in
 * keeps the one that is going on (settings.people.keepOnSignInSeconds).
 */
export async function startConversation(deps: StartDeps, body: SessionBody): Promise<SessionAnswer> {
  const identified = body.identity === undefined ? null : await identifiedPerson(deps, body.identity);
  const bearer = body.resumeToken === undefined ? null : await bearerOf(deps, body.resumeToken);
  const state = bearer === null ? null : await resumable(deps, bearer);
  if (state !== null && !hasEnded(state.header.state)) {
    const kept = await goOn(deps, state, bearer, identified);
    if (kept !== null) return answer(deps, kept);
  }
  const theirs = state !== null && state.header.openedFor.id === bearer?.sub ? state.header.openedFor : null;
  return open(deps, body, identified ?? guestAgain(deps, theirs));
}

/**
 * Somebody signs in while the conversation is open. It is kept if it is the person's already, or a guest's who was
 * here a moment ago; otherwise the person gets one of their own. Saying it twice answers the same.
 * @throws AppError `unauthorized`, `closed`.
 */
export async function signIn(deps: StartDeps, bearer: Bearer, identity: string): Promise<SessionAnswer> {
  const identified = await identifiedPerson(deps, identity);
  const state = await deps.conversations.load(bearer.conversation);
  if (state.header.openedFor.id !== identified.person.id) requireSubject(state, bearer.sub);
  if (hasEnded(state.header.state)) throw new AppError('closed', 'this conversation has ended');
  const kept = await goOn(deps, state, bearer, identified);
  if (kept !== null) return answer(deps, kept);
  const { channel, locale, domain, application } = state.header;
  const body: SessionBody = {
    channel: channel === 'async_web' ? channel : 'web',
    locale,
    domain,
    application,
  };
  return open(deps, body, identified);
}

/** The conversation as it goes on for this person; null: it does not. */
async function goOn(
  deps: StartDeps,
  state: ConversationState,
  bearer: Bearer | null,
  identified: Identified | null,
): Promise<ConversationState | null> {
  const { openedFor } = state.header;
  // The identity is the proof; the token only says which conversation.
  if (identified !== null && openedFor.id === identified.person.id) return state;
  if (openedFor.id !== bearer?.sub) return null;
  // On a shared computer a token is not a proof of who sits there: a known person must be identified again.
  if (identified === null) return openedFor.guest === true ? state : null;
  const profile = await profileFor(deps, identified);
  let kept = false;
  const { state: after } = await deps.conversations.change(state.id, (current) => {
    kept = current.header.openedFor.id === identified.person.id;
    if (kept || current.header.openedFor.id !== bearer.sub) return null;
    const { keepOnSignInSeconds } = deps.settings().people;
    const draft = signedInDraft(current, identified.person, profile, deps.clock.now(), keepOnSignInSeconds);
    kept = draft !== null;
    return draft;
  });
  return kept ? after : null;
}

async function open(deps: StartDeps, body: SessionBody, who: Identified): Promise<SessionAnswer> {
  const conversationId = deps.newId();
  const number = await nextInteractionNumber(deps.counters);
  const { domains, applications } = deps.settings().scopes;
  const channelUserProfile = await profileFor(deps, who);
  const { state } = await deps.conversations.open(conversationId, number, (empty) =>
    deps.requesterTurns.opened(empty, {
      type: 'conversation_opened',
      number,
      ...(body.channel === 'async_web'
        ? { interactionType: 'messaging', subtype: 'async_chat' }
        : { interactionType: 'chat', subtype: 'web_chat' }),
      channel: body.channel ?? 'web',
      direction: 'inbound',
      openedFor: who.person,
      channelUserProfile,
      application: listed(applications, body.application),
      domain: listed(domains, body.domain),
      locale: body.locale ?? 'en',
      context: Object.fromEntries(Object.entries(body.context ?? {}).slice(0, mostContext)),
    }),
  );
  return answer(deps, state);
}

/** A page names where it belongs; only what an administrator has listed counts. */
function listed(known: readonly string[], wanted: string | undefined): string {
  return wanted !== undefined && known.includes(wanted) ? wanted : 'global';
}

async function profileFor({ profiles, clock }: StartDeps, { person, isUser }: Identified): Promise<string> {
  const profile = webProfile(person, isUser, clock.now());
  return (await profiles.keep(profile)).id;
}

async function answer(deps: StartDeps, { id, header }: ConversationState): Promise<SessionAnswer> {
  const { requesterSeconds, resumeSeconds } = deps.settings().tokens;
  const bearer: Bearer = { sub: header.openedFor.id, conversation: id };
  const { token } = await deps.tokens.sign({ use: 'requester', ...bearer }, requesterSeconds);
  const { token: resumeToken } = await deps.tokens.sign({ use: 'resume', ...bearer }, resumeSeconds);
  return { token, resumeToken, conversationId: id, interactionNumber: header.number };
}

/** Whom the resume token names; null when it cannot be used any more, which starts a new conversation. */
async function bearerOf({ tokens }: StartDeps, resumeToken: string): Promise<Bearer | null> {
  try {
    return await tokens.verify(resumeToken, 'resume');
  } catch (error) {
    if (error instanceof AppError && ['expired', 'unauthorized'].includes(error.code)) return null;
    throw error;
  }
}

async function resumable(
  { conversations }: StartDeps,
  { conversation }: Bearer,
): Promise<ConversationState | null> {
  try {
    return await conversations.load(conversation);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

/** A guest stays the same guest; a person who was identified once must be identified again. */
function guestAgain({ newId }: StartDeps, person: PersonRef | null): Identified {
  const guest = person?.guest === true ? person : { id: `guest:${newId()}`, name: 'Guest', guest: true };
  return { person: guest, isUser: false };
}
