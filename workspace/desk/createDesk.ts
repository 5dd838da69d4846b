import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { v4 as uuid } from 'uuid';
import type { DeskOptions } from '../../contracts/handoff.ts';
import type { LoginAnswer } from '../../contracts/http.ts';
import type { Live } from '../../contracts/live.ts';
import type { AttachmentRef } from '../../contracts/messages.ts';
import type { AgentToServer } from '../../contracts/sockets.ts';
import type { WaitingReason } from '../../contracts/states.ts';
import { CallFailed } from '../api/problem.ts';
import { type Answer, connectAgent, type Payload } from '../socket/agentSocket.ts';
import { createOutbox } from './createOutbox.ts';
import { createTypingNotice } from './createTypingNotice.ts';
import { createUploads, type Uploads } from './files/createUploads.ts';
import { keepSeen } from './keepSeen.ts';
import { type Departure, type DeskState, emptyDesk, type PendingMessage } from './state/deskState.ts';
import { type DeskEvent, reduceDesk } from './state/reduceDesk.ts';
import { roleOf, writingOf } from './state/roleOf.ts';

export interface EndRequest {
  resolution: 'resolved' | 'unresolved';
  shortDescription?: string;
}

/** The events that answer how the conversation stands. */
export type LiveAct = {
  [K in keyof AgentToServer]: Answer<K> extends { live: Live } ? K : never;
}[keyof AgentToServer];

/** The desk of one signed-in agent in one tab: its state, and what the agent can do. Actions throw `CallFailed`. */
export interface Desk {
  state: ReadonlySignal<DeskState>;
  /** `reason`: why the agent takes no work. */
  setPresence(state: string, reason?: string): Promise<void>;
  accept(workItemId: string): Promise<string>;
  decline(workItemId: string, reason: string): Promise<void>;
  /** Takes waiting work without an offer. */
  claim(interaction: string): Promise<void>;
  answerInvitation(interaction: string, accept: boolean): Promise<void>;
  /** The agent knows of what went back when the connection was lost. */
  lostSeen(): Promise<void>;
  show(interaction: string | null): void;
  /** Files that wait to be sent. */
  uploads: Uploads;
  send(interaction: string, text: string, isPrivate: boolean, attachment?: AttachmentRef): void;
  /** Gets what was said before the first message that is shown. */
  showEarlier(interaction: string): Promise<void>;
  retry(interaction: string, message: PendingMessage): void;
  discard(interaction: string, id: string): void;
  typed(interaction: string): void;
  stoppedTyping(interaction: string): void;
  hold(interaction: string, waitingReason: WaitingReason): Promise<void>;
  resume(interaction: string): Promise<void>;
  end(interaction: string, request: EndRequest): Promise<void>;
  /** What is done with a live conversation besides; how it stands then comes as for everybody in it. */
  act<K extends LiveAct>(event: K, payload: Payload<K>): Promise<void>;
  dismiss(interaction: string): void;
  /** Hears of news of the live board until it is told to stop; also when news may have been missed. */
  watchBoard(changed: () => void): () => void;
  close(): void;
}

export interface DeskNeeds {
  window: Window;
  signedIn: LoginAnswer;
  /** GET /desk. */
  readOptions: () => Promise<DeskOptions>;
  /** The server no longer takes the token. */
  onExpired: () => void;
  /** An offer went away without this agent's doing. */
  onOfferLost: (why: string) => void;
}

/** Messages asked for again on a reconnect: what was under way when the connection broke may be out of order. */
const overlap = 20;

export function createDesk({ window, signedIn, readOptions, onExpired, onOfferLost }: DeskNeeds): Desk {
  const { user, token } = signedIn;
  const seen = keepSeen(window, user.id);
  const state = signal<DeskState>({ ...emptyDesk, seen: seen.read() });
  const visible = signal(window.document.visibilityState === 'visible');
  const dispatch = (event: DeskEvent) => {
    state.value = reduceDesk(state.peek(), event);
  };
  const asked = new Set<string>();
  /** How far the requester was told that their words are read. */
  const marked = new Map<string, number>();
  let boardChanged: (() => void) | null = null;
  /** The connection was lost, and the presence has not been heard of since. */
  let afterLoss = false;

  const socket = connectAgent(token, {
    connected() {
      dispatch({ type: 'connection', connection: 'online' });
      asked.clear();
      marked.clear();
      for (const { interaction, departed } of Object.values(state.peek().conversations)) {
        if (departed === null) open(interaction);
      }
      outbox.resume();
      watchBoard();
      // What cannot be read now is read on the next connecting; until then the shipped choices do.
      readOptions().then(
        (options) => dispatch({ type: 'options', options }),
        () => undefined,
      );
    },
    lost: () => {
      afterLoss = true;
      const first = state.peek().inbox === null;
      dispatch({ type: 'connection', connection: first ? 'connecting' : 'reconnecting' });
    },
    refused(failure) {
      if (failure.code === 'expired' || failure.code === 'unauthorized') onExpired();
      else dispatch({ type: 'connection', connection: 'refused', refusal: failure.message });
    },
  });
  const outbox = createOutbox({ socket, dispatch, name: user.name });
  const uploads = createUploads(token);
  const typing = createTypingNotice((interaction, on) => {
    // A lost typing notice costs nothing.
    socket.ask('typing:set', { interaction, on }).catch(() => undefined);
  });

  function watchBoard(): void {
    // Without it the board is read now and then.
    if (boardChanged !== null && socket.online())
      socket.ask('board:watch', { on: true }).then(boardChanged, () => undefined);
  }

  /** Gets a conversation, or what was missed of it. */
  function open(interaction: string): void {
    if (asked.has(interaction)) return;
    asked.add(interaction);
    const last = state.peek().conversations[interaction]?.messages.at(-1)?.seq ?? 0;
    const after = Math.max(0, last - overlap);
    socket.ask('conversation:open', { interaction, ...(after > 0 ? { after } : {}) }).then(
      (opened) => {
        asked.delete(interaction);
        dispatch({ type: 'opened', opened, after });
        if (!holds(interaction)) dispatch({ type: 'departed', interaction, departure: 'elsewhere' });
      },
      (failure: unknown) => {
        asked.delete(interaction);
        const lasting = failure instanceof CallFailed && lastingRefusals.has(failure.code);
        if (lasting && !holds(interaction)) dispatch({ type: 'notMine', interaction });
      },
    );
  }
  const holds = (interaction: string) =>
    state.peek().inbox?.conversations.some((item) => item.interaction === interaction) === true;

  socket.on('board:changed', () => boardChanged?.());
  socket.on('inbox:changed', (inbox) => dispatch({ type: 'inbox', inbox, at: Date.now() }));
  socket.on('offer:made', (offer) => dispatch({ type: 'offerMade', offer, at: Date.now() }));
  socket.on('offer:withdrawn', ({ workItemId, why }) => {
    const here = state.peek().inbox?.offers.some((offer) => offer.workItemId === workItemId) === true;
    dispatch({ type: 'offerGone', workItemId });
    if (here) onOfferLost(why);
  });
  socket.on('invitation:made', (invited) => dispatch({ type: 'invited', invited, at: Date.now() }));
  socket.on('invitation:withdrawn', ({ interaction }) => dispatch({ type: 'invitationGone', interaction }));
  socket.on('conversation:opened', (opened) => dispatch({ type: 'opened', opened }));
  socket.on('message:posted', ({ interaction, ...message }) =>
    dispatch({ type: 'posted', interaction, message }),
  );
  socket.on('conversation:changed', (change) => {
    const { interaction, owner, header, relatedTasks, live, wrapUpUntil = null } = change;
    // A rule may hide from its own agent who has it.
    const has = owner === 'agent' && (header.assignedTo === null || header.assignedTo.id === user.id);
    const mine = has || live.members.some(({ agent }) => agent.id === user.id);
    dispatch({ type: 'changed', interaction, owner, header, relatedTasks, live, wrapUpUntil, mine });
  });
  socket.on('receipt:changed', ({ interaction, ...receipts }) =>
    dispatch({ type: 'receipts', interaction, receipts }),
  );
  socket.on('typing:changed', ({ interaction, ...change }) =>
    dispatch({ type: 'typing', interaction, typing: change, at: Date.now() }),
  );
  socket.on('presence:changed', ({ state: presence, reason, since }) => {
    dispatch({ type: 'presence', state: presence, reason, since, afterLoss });
    afterLoss = false;
  });

  const stops = [
    // What the agent holds, and what the address asks for, is loaded.
    effect(() => {
      const { inbox, conversations, current, connection, notMine } = state.value;
      if (connection !== 'online' || inbox === null) return;
      const wanted = inbox.conversations.map(({ interaction }) => interaction);
      for (const interaction of current === null ? wanted : [...wanted, current]) {
        if (conversations[interaction] !== undefined || notMine.includes(interaction)) continue;
        untracked(() => open(interaction));
      }
    }),
    // What is on the screen is seen.
    effect(() => {
      const { current, conversations, seen: before } = state.value;
      const last = current === null ? undefined : conversations[current]?.messages.at(-1)?.seq;
      if (!visible.value || current === null || last === undefined || (before[current] ?? 0) >= last) return;
      untracked(() => {
        dispatch({ type: 'seen', seen: { [current]: last } });
        const held = state.peek();
        const kept = Object.entries(held.seen).filter(([interaction]) => held.conversations[interaction]);
        seen.write(Object.fromEntries(kept));
      });
    }),
    // Who may answer the requester has read what the requester wrote; who only looks on leaves no mark.
    effect(() => {
      const { current, conversations, inbox } = state.value;
      const conversation = current === null ? undefined : conversations[current];
      if (!visible.value || conversation === undefined || conversation.departed !== null) return;
      const { interaction, messages, receipts } = conversation;
      const last = messages.findLast(({ from }) => from.kind === 'requester')?.seq ?? 0;
      if (last <= Math.max(receipts.agentRead, marked.get(interaction) ?? 0)) return;
      const item = inbox?.conversations.find((each) => each.interaction === interaction);
      if (writingOf(roleOf(conversation, item, user.id), null) !== 'all') return;
      marked.set(interaction, last);
      // A mark that is lost is set again after the next connecting.
      socket.ask('receipt:read', { interaction, seq: last }).catch(() => undefined);
    }),
    seen.onOtherTab((more) => dispatch({ type: 'seen', seen: more })),
    listenVisibility(window.document, (now) => {
      visible.value = now;
    }),
  ];

  return {
    state,
    async setPresence(presence, reason) {
      const why = reason === undefined ? {} : { reason };
      // How it is now is told before the answer.
      await socket.ask('presence:set', { state: presence, ...why });
    },
    async accept(workItemId) {
      const { interaction } = await socket.ask('offer:accept', { workItemId });
      dispatch({ type: 'offerGone', workItemId });
      return interaction;
    },
    async decline(workItemId, reason) {
      await socket.ask('offer:reject', { workItemId, reason });
      dispatch({ type: 'offerGone', workItemId });
    },
    async claim(interaction) {
      await socket.ask('work:claim', { interaction });
    },
    async answerInvitation(interaction, accept) {
      await socket.ask('invitation:answer', { interaction, accept });
      dispatch({ type: 'invitationGone', interaction });
    },
    async lostSeen() {
      await socket.ask('lost:seen', {});
      dispatch({ type: 'lostSeen' });
    },
    show: (interaction) => dispatch({ type: 'current', interaction }),
    uploads,
    send(interaction, text, isPrivate, attachment) {
      typing.stopped(interaction);
      const at = isoNow();
      const file = attachment === undefined ? {} : { attachment };
      const message = { id: uuid(), text, private: isPrivate, at, ...file };
      outbox.send(interaction, { ...message, delivery: 'waiting', why: null });
    },
    async showEarlier(interaction) {
      const before = state.peek().conversations[interaction]?.messages[0]?.seq;
      if (before === undefined) return;
      const opened = await socket.ask('conversation:open', { interaction, before });
      dispatch({ type: 'earlier', opened });
    },
    retry: (interaction, message) => outbox.send(interaction, message),
    discard: (interaction, id) => dispatch({ type: 'discarded', interaction, id }),
    typed: typing.typed,
    stoppedTyping: typing.stopped,
    async hold(interaction, waitingReason) {
      await socket.ask('conversation:hold', { interaction, waitingReason });
    },
    async resume(interaction) {
      await socket.ask('conversation:resume', { interaction });
    },
    async end(interaction, request) {
      const ended = await socket.ask('conversation:end', { interaction, ...request });
      // It stays with its agent until the wrap-up is over.
      if (ended.state === 'wrap_up') return;
      const departure = request.resolution === 'resolved' ? 'closed' : 'returned';
      dispatch({ type: 'departed', interaction, departure });
    },
    async act(event, payload) {
      const { interaction } = payload;
      const had = state.peek().conversations[interaction]?.header.assignedTo?.id === user.id;
      await socket.ask(event, payload);
      const departure = departures[event];
      const consults = 'kind' in payload && payload.kind === 'consult';
      if (had && departure !== undefined && !consults) dispatch({ type: 'departed', interaction, departure });
    },
    dismiss: (interaction) => dispatch({ type: 'dismissed', interaction }),
    watchBoard(changed) {
      boardChanged = changed;
      watchBoard();
      return () => {
        boardChanged = null;
        socket.ask('board:watch', { on: false }).catch(() => undefined);
      };
    },
    close() {
      for (const stop of stops) stop();
      uploads.close();
      socket.close();
    },
  };
}

/** Where what this agent had is after an act. */
const departures: Readonly<Partial<Record<LiveAct, Departure>>> = {
  'conversation:transfer': 'transferred',
  'transfer:complete': 'transferred',
  'conversation:return': 'handed_back',
};

function isoNow(): string {
  return new Date().toISOString();
}

const lastingRefusals: ReadonlySet<string> = new Set(['forbidden', 'not_found', 'gone', 'closed', 'invalid']);

function listenVisibility(document: Document, tell: (visible: boolean) => void): () => void {
  const heard = () => tell(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', heard);
  return () => document.removeEventListener('visibilitychange', heard);
}
