import { randomUUID } from 'node:crypto';
import type { Ack } from '../../../contracts/errors.ts';
import type { Live } from '../../../contracts/live.ts';
import type { AgentPayload, InboxItem } from '../../../contracts/sockets.ts';
import type { AgentClient } from '../../support/clients.ts';
import { answerOf, type Person, people, type Scene } from './scene.ts';

/** One thing that somebody tries. Numbers choose among what there is, so that any sequence of acts can be told. */
export interface Act {
  name: ActName;
  who: number;
  which: number;
}

type Play = (scene: Scene, act: Act) => Promise<void>;

const topics = ['vpn_trouble', 'check_ticket', 'reset_password'];
const queues = ['service_desk', 'network', 'hardware'];

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list[at % Math.max(1, list.length)];
}

/** Any interaction of the story, the latest first more often. */
function anyOf({ opened }: Scene, at: number): string {
  return pick([...opened.keys()].toReversed(), at) ?? 'IMS0000000';
}

function personOf(act: Act): Person {
  return pick(people, act.who) ?? 'agent1';
}

/** What an agent tries with one of the conversations on the desk, or, now and then, with any. */
function desk<K extends Event>(
  event: K,
  payload: (interaction: string, act: Act, scene: Scene) => AgentPayload<K>,
  who: (scene: Scene, act: Act) => Person = busyPerson,
  at?: (scene: Scene, act: Act) => Spot | null,
): Play {
  return async (scene, act) => {
    const spot = at?.(scene, act) ?? null;
    const agent = scene.agents.get(spot?.person ?? who(scene, act));
    if (agent === undefined) return;
    const mine = agent.inbox()?.conversations.map(({ interaction }) => interaction) ?? [];
    const interaction =
      spot?.interaction ?? (act.which % 9 < 8 ? pick(mine, act.which) : undefined) ?? anyOf(scene, act.which);
    scene.note(act.name, await ask(agent, event, payload(interaction, act, scene)));
  };
}

/** Somebody who has something on the desk; now and then anybody. */
function busyPerson({ agents }: Scene, act: Act): Person {
  const busy = people.filter((person) => (agents.get(person)?.inbox()?.conversations.length ?? 0) > 0);
  return (act.who % 6 < 5 ? pick(busy, act.who) : undefined) ?? personOf(act);
}

/** Whose desk has a conversation of which this is true, and that conversation. */
function where(
  fits: (item: InboxItem, live: Live | undefined) => boolean,
): (scene: Scene, act: Act) => Spot | null {
  return ({ agents }, act) => {
    const spots = [...agents].flatMap(([person, agent]) =>
      (agent.inbox()?.conversations ?? [])
        .filter((item) =>
          fits(item, agent.changes.findLast((one) => one.interaction === item.interaction)?.live),
        )
        .map(({ interaction }) => ({ person, interaction })),
    );
    return pick(spots, act.which) ?? null;
  };
}

interface Spot {
  person: Person;
  interaction: string;
}

const withConsulted = where(
  ({ role }, live) => role === 'holder' && live?.members.some((one) => one.role === 'consult') === true,
);
const asHolder = where(({ role, state }) => role === 'holder' && state !== 'wrap_up');
const onHold = where(({ role, state }) => role === 'holder' && state === 'on_hold');
const asMember = where(({ role }) => role !== 'holder');

/** Somebody who is there. */
function colleague({ agents }: Scene, act: Act): string {
  return pick([...agents.keys()], act.which) ?? 'agent2';
}

type Event =
  | 'work:claim'
  | 'message:send'
  | 'conversation:end'
  | 'conversation:hold'
  | 'conversation:resume'
  | 'conversation:transfer'
  | 'transfer:complete'
  | 'transfer:cancel'
  | 'conversation:invite'
  | 'conversation:view'
  | 'conversation:leave'
  | 'conversation:return'
  | 'help:set'
  | 'topic:start'
  | 'topic:stop';

async function ask(agent: AgentClient, event: string, payload: unknown): Promise<Ack<unknown>> {
  return answerOf(agent.socket, event, payload);
}

export const acts = {
  async arrives(scene, { who }) {
    const place = who % scene.seats.length;
    const seat = scene.seats[place];
    if (seat == null) await scene.sitDown(place);
    else if (!seat.connected) await scene.comeBack(place);
  },
  async asksForPerson(scene, { who }) {
    const seat = scene.seats[who % scene.seats.length];
    if (seat?.connected !== true) return;
    scene.note(
      'asksForPerson',
      await answerOf(seat.requester.socket, 'message:send', words('I want to talk to a person')),
    );
  },
  async writes(scene, { who, which }) {
    const seat = scene.seats[who % scene.seats.length];
    if (seat?.connected !== true) return;
    scene.note(
      'writes',
      await answerOf(seat.requester.socket, 'message:send', words(which % 2 === 0 ? 'this is awful' : 'yes')),
    );
  },
  async hangsUp(scene, { who }) {
    const place = who % scene.seats.length;
    const seat = scene.seats[place];
    if (seat?.connected !== true) return;
    scene.note('hangsUp', await answerOf(seat.requester.socket, 'conversation:end', {}));
  },
  async losesConnection(scene, { who }) {
    const seat = scene.seats[who % scene.seats.length];
    if (seat == null) return;
    seat.requester.leave();
    seat.connected = false;
  },
  async leavesTheSeat(scene, { who }) {
    const place = who % scene.seats.length;
    scene.seats[place]?.requester.leave();
    scene.seats[place] = null;
  },
  async signsIn(scene, act) {
    await scene.signIn(personOf(act), act.which);
  },
  async closesLaptop(scene, act) {
    scene.agents.get(personOf(act))?.leave();
    scene.agents.delete(personOf(act));
  },
  async changesPresence(scene, act) {
    const agent = scene.agents.get(personOf(act));
    if (agent === undefined) return;
    const state = pick(['available', 'available', 'away', 'offline'], act.which) ?? 'available';
    scene.note('changesPresence', await ask(agent, 'presence:set', { state }));
  },
  async accepts(scene, act) {
    const agent = scene.agents.get(personOf(act));
    const offer = pick(agent?.inbox()?.offers ?? [], act.which);
    if (agent === undefined || offer === undefined) return;
    scene.note('accepts', await ask(agent, 'offer:accept', { workItemId: offer.workItemId }));
  },
  async rejects(scene, act) {
    const agent = scene.agents.get(personOf(act));
    const offer = pick(agent?.inbox()?.offers ?? [], act.which);
    if (agent === undefined || offer === undefined) return;
    scene.note('rejects', await ask(agent, 'offer:reject', { workItemId: offer.workItemId, reason: 'Busy' }));
  },
  async answersInvitation(scene, act) {
    const agent = scene.agents.get(personOf(act));
    const invited = pick(agent?.inbox()?.invitations ?? [], act.which);
    if (agent === undefined || invited === undefined) return;
    const { interaction } = invited;
    scene.note(
      'answersInvitation',
      await ask(agent, 'invitation:answer', { interaction, accept: act.which % 3 !== 0 }),
    );
  },
  claims: desk('work:claim', (interaction) => ({ interaction })),
  takesOver: desk(
    'work:claim',
    (interaction) => ({ interaction }),
    () => 'supervisor',
  ),
  answers: desk('message:send', (interaction) => ({ interaction, id: randomUUID(), text: 'One moment.' })),
  notes: desk('message:send', (interaction) => ({
    interaction,
    id: randomUUID(),
    text: 'Looks like the router.',
    private: true,
  })),
  resolves: desk('conversation:end', (interaction) => ({
    interaction,
    resolution: 'resolved',
    shortDescription: 'done',
  })),
  givesBack: desk('conversation:end', (interaction) => ({ interaction, resolution: 'unresolved' })),
  holds: desk('conversation:hold', (interaction) => ({ interaction, waitingReason: 'waiting_internal' })),
  resumes: desk('conversation:resume', (interaction) => ({ interaction }), busyPerson, onHold),
  passesToQueue: desk('conversation:transfer', (interaction, { which }) => ({
    interaction,
    to: { queue: pick(queues, which) ?? 'service_desk' },
  })),
  passesToAgent: desk('conversation:transfer', (interaction, act, scene) => ({
    interaction,
    to: { agent: colleague(scene, act) },
  })),
  consults: desk('conversation:transfer', (interaction, act, scene) => ({
    interaction,
    to: { agent: colleague(scene, act) },
    kind: 'consult',
  })),
  completes: desk('transfer:complete', (interaction) => ({ interaction }), busyPerson, withConsulted),
  cancels: desk('transfer:cancel', (interaction) => ({ interaction })),
  invites: desk('conversation:invite', (interaction, act, scene) => ({
    interaction,
    agent: colleague(scene, act),
  })),
  leaves: desk('conversation:leave', (interaction) => ({ interaction }), busyPerson, asMember),
  watches: desk(
    'conversation:view',
    (interaction, { which }) => ({
      interaction,
      mode: pick(['observe', 'whisper', 'barge'] as const, which) ?? 'observe',
    }),
    () => 'supervisor',
  ),
  handsBack: desk('conversation:return', (interaction) => ({ interaction })),
  asksForHelp: desk('help:set', (interaction, { which }) => ({ interaction, on: which % 2 === 0 })),
  startsTopic: desk('topic:start', (interaction, { which }) => ({
    interaction,
    topic: pick(topics, which) ?? 'vpn_trouble',
  })),
  stopsTopic: desk('topic:stop', (interaction) => ({ interaction })),
  /** A talk in private and a transfer, or a colleague who comes and goes: together, as chance hardly ever brings it. */
  passesAfterTalk: together('consults', 'completes'),
  comesAndGoes: together('invites', 'leaves'),
  timePasses: (scene, { which }) => scene.pass(1 + (which % 60)),
} as const satisfies Record<string, Play>;

function together(asks: 'consults' | 'invites', then: 'completes' | 'leaves'): Play {
  return async (scene, act) => {
    const spot = asHolder(scene, act);
    const guest = pick(
      [...scene.agents.keys()].filter((person) => person !== spot?.person),
      act.which,
    );
    const [host, colleague] = [
      scene.agents.get(spot?.person ?? 'agent1'),
      scene.agents.get(guest ?? 'agent2'),
    ];
    if (spot === null || guest === undefined || host === undefined || colleague === undefined) return;
    const { interaction } = spot;
    if (asks === 'invites') await ask(host, 'conversation:invite', { interaction, agent: guest });
    else await ask(host, 'conversation:transfer', { interaction, to: { agent: guest }, kind: 'consult' });
    const joined = await ask(colleague, 'invitation:answer', { interaction, accept: true });
    scene.note('answersInvitation', joined);
    if (then === 'leaves') scene.note(then, await ask(colleague, 'conversation:leave', { interaction }));
    else scene.note(then, await ask(host, 'transfer:complete', { interaction }));
  };
}

export type ActName = keyof typeof acts;
export const actNames = Object.keys(acts).filter((name): name is ActName => name in acts);

function words(text: string) {
  return { id: randomUUID(), text };
}
