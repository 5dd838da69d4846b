import type { AccessOperation, InteractionResource } from '../../contracts/access.ts';
import { AppError } from '../../contracts/errors.ts';
import {
  cloneBody,
  closeBody,
  holdBody,
  newInteractionBody,
  noBody,
  wrapUpBody,
} from '../../contracts/lifecycle.ts';
import { inScope } from '../../contracts/scope.ts';
import { transferBody } from '../../contracts/sockets.ts';
import { hasEnded, isClosed } from '../../contracts/states.ts';
import type { Actor } from '../../handoff/actor.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import { cloneOf, headerToBe, newInteraction } from '../../handoff/live/newInteraction.ts';
import type { NewInteraction } from '../../handoff/live/openedDraft.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import { type Counters, nextInteractionNumber } from '../../interactions/counters.store.ts';
import type { Masking } from '../../interactions/masking/masking.ts';
import { openedFor } from '../../interactions/people/openedFor.ts';
import type { Records } from '../../interactions/records/records.store.ts';
import { may } from '../access/may.ts';
import { refuseFields } from '../access/refuseFields.ts';
import { refuseTransfer } from '../access/refuseTransfer.ts';
import { emptiedHeader, hiddenFields, shownHeader } from '../access/shownHeader.ts';
import { actorOf, audited } from '../audited.ts';
import type { Limits } from '../limits.ts';
import { type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import { hasRole, type Routes, type UserCall, type UserClaims } from './route.ts';

export interface LifecycleDeps extends ReadableDeps {
  handoff: Handoff;
  records: Records;
  masking: () => Masking;
  counters: Counters;
  limits: Limits;
  newId: () => string;
}

const agents = { roles: ['agent', 'supervisor'] } as const;
type AnyCall = Pick<UserCall<unknown, unknown>, 'user' | 'requester' | 'params'>;

/** What staff do with an interaction as a whole (protocol §2): agents with what they hold, supervisors with all. */
export function addLifecycleRoutes(routes: Routes, deps: LifecycleDeps): void {
  const { conversations, handoff } = deps;

  /** The one door, which also keeps other domains out of sight. */
  const at = (call: AnyCall, operation: AccessOperation = 'write'): Promise<ConversationState> =>
    readableInteraction(deps, call.params.number ?? '', call, 'record', operation);

  async function shown(id: string, user: UserClaims): Promise<{ body: unknown }> {
    await conversations.settled(id);
    const { header } = await conversations.known(id);
    return { body: shownHeader(deps.access.current(), user, header) };
  }

  /** Does something with an interaction, written down in the audit too. */
  async function acted(
    call: AnyCall,
    { id, header }: ConversationState,
    work: (actor: Actor) => Promise<unknown>,
    action: string,
  ) {
    const { user } = call;
    const actor = { ...actorOf(user), supervises: hasRole(user, ['supervisor']) };
    const { supervises: _, ...named } = actor;
    await audited(deps, { actor: named, action, target: header.number }, () => work(actor));
    return shown(id, user);
  }

  async function opened(
    user: UserClaims,
    given: { id?: string | undefined; queue?: string | undefined },
    interaction: NewInteraction,
  ) {
    await deps.limits.act(user.sub);
    if (given.queue === undefined) await mustBeAgent(handoff, user);
    const { id } = await handoff.open(actorOf(user), {
      ...interaction,
      id: given.id ?? deps.newId(),
      queue: given.queue,
      nextNumber: () => nextInteractionNumber(deps.counters),
    });
    const { body } = await shown(id, user);
    return { body };
  }

  routes.add(
    {
      method: 'post',
      path: '/interactions',
      summary: 'Open an interaction: a walk-up, a call, a message to somebody …',
      access: agents,
      body: newInteractionBody,
      status: 201,
      answers:
        'The header. Without `queue` the caller has it at once; no capacity left: 409. The same `id` again answers the same interaction.',
    },
    async ({ body, user }) => {
      const { openedFor: named, ...written } = body;
      const { name, phone } = typeof named === 'string' ? {} : named;
      deps.masking().refuse({ ...written, 'openedFor.name': name });
      // A phone number is what this one is for.
      deps.masking().refuse({ 'openedFor.phone': phone }, ['phone']);
      const person = await openedFor(deps.records, deps.newId, named);
      const wanted = newInteraction(body, person, user.domain);
      const holder = body.queue === undefined ? actorOf(user) : null;
      refuseFields(deps.access.current(), user, headerToBe(wanted, holder), written);
      return opened(user, body, wanted);
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/interactions/:number/clone',
      summary: 'Open a follow-up of a closed interaction',
      access: agents,
      body: cloneBody,
      status: 201,
      answers:
        'A new active, outbound interaction for the same person, held by the caller. One that is not closed: 409.',
    },
    async (call) => {
      const { header } = await at(call, 'read');
      if (!isClosed(header.state))
        throw new AppError('conflict', 'only closed interactions can be cloned; this one is still open');
      const rules = deps.access.current();
      if (hiddenFields(rules, call.user, header).includes('openedFor'))
        throw new AppError('forbidden', 'an access rule hides from you whom it is for');
      return opened(call.user, call.body, cloneOf(emptiedHeader(rules, call.user, header)));
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/interactions/:number/claim',
      summary: 'Take waiting work without an offer, or a conversation from a colleague as a supervisor',
      access: agents,
      body: noBody,
      answers: 'The header. It does not wait, or a colleague holds it: 409; a queue of others: 403.',
    },
    async (call) => {
      const state = await waiting(deps, call);
      await mustBeAgent(handoff, call.user);
      return acted(
        call,
        state,
        (actor) => {
          // With a conversation comes all that was said in it.
          const others = state.header.owner === 'agent' && state.header.assignedTo?.id !== actor.id;
          const rules = deps.access.current();
          const reads = (resource: InteractionResource) =>
            may(rules, call.user, 'read', resource, state.header);
          if (others && actor.supervises && !(reads('record') && reads('transcript')))
            throw new AppError('forbidden', 'no access rule lets you read this conversation');
          return handoff.claim(actor.id, state.id, actor.supervises);
        },
        'claim interaction',
      );
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/interactions/:number/close',
      summary: 'End a live conversation',
      access: agents,
      body: closeBody,
      answers:
        'The header. By who holds it: agent ended (it needs a short description), or back to the queue when `unresolved`; by a supervisor: chat complete. With the Virtual Agent, or ended: 409.',
    },
    async (call) => {
      const state = await at(call);
      if (hasEnded(state.header.state)) throw new AppError('closed', 'this conversation has ended already');
      const { resolution, ...notes } = call.body;
      refuseFields(deps.access.current(), call.user, state.header, notes);
      deps.masking().refuse(notes);
      return acted(
        call,
        state,
        async (actor) => {
          if (await handoff.holds(actor.id, state.id)) {
            const { shortDescription, disposition } = notes;
            return handoff.end(actor.id, state.id, resolution ?? 'resolved', shortDescription, disposition);
          }
          if (resolution === 'unresolved')
            throw new AppError('conflict', 'only its agent can give a conversation back to the queue');
          return handoff.endForOthers(actor, state.id, { ...notes, resolution });
        },
        'close interaction',
      );
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/interactions/:number/hold',
      summary: 'Put a live conversation on hold',
      access: agents,
      body: holdBody,
      answers: 'The header. Not with an agent: 409.',
    },
    async (call) => {
      const state = await at(call);
      const { waitingReason = null } = call.body;
      return acted(call, state, (actor) => handoff.hold(actor, state.id, waitingReason), 'hold interaction');
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/interactions/:number/resume',
      summary: 'Take a conversation up that is on hold',
      access: agents,
      body: noBody,
      answers: 'The header. Not on hold: 409.',
    },
    async (call) => {
      const state = await at(call);
      return acted(call, state, (actor) => handoff.resume(actor, state.id), 'resume interaction');
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/interactions/:number/transfer',
      summary: 'Pass a live conversation on to a queue, an agent or a contact',
      access: agents,
      body: transferBody,
      answers:
        'The header. `consult` asks an agent to a talk first. Nobody there, or closed: 409; no such queue or agent: 400.',
    },
    async (call) => {
      const state = await at(call);
      const { note, ...wanted } = call.body;
      refuseTransfer(deps.masking(), deps.access.current(), call.user, state.header, call.body);
      return acted(
        call,
        state,
        (actor) => handoff.live.transfer(actor, state.id, { ...wanted, note: note === '' ? null : note }),
        'transfer interaction',
      );
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/interactions/:number/wrap-up',
      summary: 'End the wrap-up',
      access: agents,
      body: wrapUpBody,
      answers: 'The header, closed. `code` becomes the disposition, `note` a work note. Not in wrap-up: 409.',
    },
    async (call) => {
      const state = await at(call);
      refuseFields(deps.access.current(), call.user, state.header, call.body);
      deps.masking().refuse(call.body);
      return acted(
        call,
        state,
        (actor) => handoff.endWrapUp(actor, state.id, call.body),
        'wrap up interaction',
      );
    },
  );
}

/** Waiting work is nobody's yet, so that no rule of its holder fits; what is out of scope does not exist. */
async function waiting(
  { interactions, conversations }: LifecycleDeps,
  call: AnyCall,
): Promise<ConversationState> {
  const number = call.params.number ?? '';
  const id = await interactions.idOf(number);
  const state = id === null ? null : await conversations.load(id);
  if (state === null || !inScope(call.user, state.header))
    throw new AppError('not_found', `there is no interaction ${number}`);
  if (hasEnded(state.header.state)) throw new AppError('closed', 'this conversation has ended');
  if (state.header.owner === 'virtual_agent')
    throw new AppError('conflict', 'this conversation does not wait for an agent');
  return state;
}

async function mustBeAgent(handoff: Handoff, user: UserClaims): Promise<void> {
  if ((await handoff.agent(actorOf(user).id)) === null)
    throw new AppError('forbidden', 'you are no agent; an administrator makes agents');
}
