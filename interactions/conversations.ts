import { LRUCache } from 'lru-cache';
import type { Clock } from '../contracts/clock.ts';
import { AppError } from '../contracts/errors.ts';
import type { Settings } from '../contracts/settings.ts';
import { hasEnded, isClosed } from '../contracts/states.ts';
import { type ConversationState, emptyConversation } from './conversationState.ts';
import { foldTurn } from './foldTurn.ts';
import { idleDeadline } from './idleDeadline.ts';
import { type Insights, insightsOf } from './insights.store.ts';
import type { Interactions } from './interactions.store.ts';
import { createOrder } from './order.ts';
import { placeTurn } from './placeTurn.ts';
import type { Records } from './records/records.store.ts';
import { wordsSaid } from './search/wordsSaid.ts';
import type { Turn, TurnDraft, TurnEvent } from './turn.ts';
import type { Turns } from './turns.store.ts';

/** What a committed change left behind. `turn` is null when the decision was to do nothing. */
export interface Committed {
  state: ConversationState;
  turn: Turn | null;
  /** True when the client message id had been committed before: nothing happened again. */
  repeated: boolean;
}

/**
 * Looks at the state and says what happens next; null: nothing. Called again when another writer was first, and when it
 * decided to write nothing, or refused, by what this node remembers.
 */
export type Decide = (state: ConversationState) => Promise<TurnDraft | null> | TurnDraft | null;

/** The one way to read and change conversations (design 3.1–3.5). */
export interface Conversations {
  /** Starts a conversation: its header, then its first turn. */
  open(id: string, number: string, decide: Decide): Promise<Committed>;
  /**
   * Commits what `decide` puts forward as one turn. Calls for one conversation run one after the other in
   * this node; against other nodes the log's unique place decides, and the loser decides again. What writes nothing the
   * log cannot check: such a decision is made by what the log has now.
   * @throws AppError `not_found`, or what `decide` throws.
   */
  change(id: string, decide: Decide, clientMessageId?: string): Promise<Committed>;
  /**
   * The same for what the Virtual Agent answers, whose topics may wait for other systems. Answers to one conversation are
   * made one after the other, but beside its order: meanwhile people read it, write in it and end it. An answer to what
   * is not so any more is made again, as on two nodes.
   */
  answer(id: string, decide: Decide, clientMessageId?: string): Promise<Committed>;
  /** The state as the log has it now. @throws AppError `not_found`. */
  load(id: string): Promise<ConversationState>;
  /** The state this node knows; may be behind what another node wrote. */
  known(id: string): Promise<ConversationState>;
  /** Resolves when the headers of the changes made so far by this node are written (of one conversation, or of all). */
  settled(id?: string): Promise<void>;
  /** Drops what the node knows; the next look reads the store. */
  forget(id: string): void;
  /** Writes the headers and records that could not be written when they were due. */
  repair(): Promise<void>;
}

export interface ConversationsDeps {
  turns: Turns;
  interactions: Interactions;
  records: Records;
  insights: Insights;
  clock: Clock;
  newId: () => string;
  settings: () => Settings;
  /** After the commit, never before (design 3): tell the clients, pass outcomes on. Must not throw. */
  committed: (turn: Turn, state: ConversationState, before: ConversationState) => void;
  /** A turn of the log that no node may have told of yet; telling of it twice must do no harm. Must not throw. */
  found: (turn: Turn, state: ConversationState, before: ConversationState) => void;
  /** Keeps a wish to be called back, once by its id: like a record, before the header is written. */
  callbackRequested?: (
    turn: Turn,
    event: Extract<TurnEvent, { type: 'callback_requested' }>,
  ) => Promise<void>;
  /** The end of the topic that runs for the requester beside a person, for a turn that takes it away (domain D4). Pure. */
  cutErrand?: (state: ConversationState) => Pick<Turn, 'events' | 'dialog'> | null;
  /** A header or record that could not be written now; the sweeper repairs it from the log. */
  failed: (error: unknown, where: string) => void;
}

/** What is committed and not yet written to the header and the tables. */
interface Projection {
  turns: Turn[];
  state: ConversationState;
  records: boolean;
  done: Promise<void>;
}

const attempts = 12;
/** How often an answer is made beside the order; then it is made in it, so that it comes at all. */
const freeAnswers = 3;

function hasRecords({ events }: Turn): boolean {
  return events.some(
    ({ type }) => type === 'record_created' || type === 'record_updated' || type === 'file_attached',
  );
}

export function createConversations(deps: ConversationsDeps): Conversations {
  const { turns, interactions, records, insights, clock, settings } = deps;
  const cache = new LRUCache<string, ConversationState>({ max: 5_000 });
  const changes = createOrder();
  const answers = createOrder();
  /** By conversation, what an answer that is being made has to hear of. */
  const thinking = new Map<string, (now: ConversationState) => void>();
  const projections = new Map<string, Projection>();
  /** Conversations whose header or records this node could not write. */
  const behind = new Set<string>();

  async function read(id: string): Promise<ConversationState> {
    const stored = await interactions.load(id);
    if (stored === null) throw new AppError('not_found', 'there is no such conversation');
    let { state } = stored;
    // The log is the truth: what a crash left unfolded is folded, and written, here.
    for (const turn of await turns.after(id, stored.foldedSeq)) {
      if (turn.seq !== state.lastSeq + 1) continue;
      const before = state;
      state = foldTurn(before, turn);
      await project([turn], state);
      deps.found(turn, state, before);
    }
    cache.set(id, state);
    return state;
  }

  /** Records first, then the header: a header that is up to date means that its records are there. */
  async function project(written: Turn[], state: ConversationState): Promise<void> {
    for (const turn of written) for (const event of turn.events) await writeRecord(turn, event);
    await writeInsights(written, state);
    await saveHeader(state);
  }

  /** A part has its line once it is over (domain A1); written again it is the same line. */
  async function writeInsights(written: Turn[], state: ConversationState): Promise<void> {
    const times = new Set(written.map(({ at }) => at.toISOString()));
    const ended = state.parts.filter(({ endedAt }) => times.has(endedAt));
    await insights.write(insightsOf(state, ended));
  }

  async function saveHeader(state: ConversationState): Promise<void> {
    const deadline = idleDeadline(state, settings());
    const open = !isClosed(state.header.state);
    // What was said is searched once it is over: until then each turn would change what the index holds.
    const said = open ? [] : await wordsSaid(turns, state.id);
    await interactions.save(state, deadline?.at ?? null, open, said);
  }

  async function writeRecord(turn: Turn, event: TurnEvent): Promise<void> {
    try {
      if (event.type === 'record_created') await records.create(event, turn.at);
      if (event.type === 'record_updated') {
        await records.update(event.table, event.id, event.changes, `${turn._id}/${event.id}`, turn.at);
      }
      if (event.type === 'callback_requested') await deps.callbackRequested?.(turn, event);
      if (event.type === 'file_attached') {
        const { table, id, attachmentId, name } = event;
        await records.attach(table, id, { conversationId: turn.interactionId, attachmentId, name }, turn.at);
      }
    } catch (error) {
      // A record that can never be written (its table is gone, say) must not stop the conversation for good.
      if (!(error instanceof AppError)) throw error;
      deps.failed(error, 'writing a record');
    }
  }

  /**
   * Projects after the acknowledgement. Turns that come while one is being written are written together with the
   * latest state: the header shows the end, the records are written turn by turn.
   */
  function projectLater(turn: Turn, state: ConversationState): void {
    const waiting = projections.get(state.id);
    if (waiting !== undefined) {
      waiting.turns.push(turn);
      waiting.state = state;
      waiting.records ||= hasRecords(turn);
      return;
    }
    const projection: Projection = {
      turns: [turn],
      state,
      records: hasRecords(turn),
      done: Promise.resolve(),
    };
    projections.set(state.id, projection);
    projection.done = writeAll(projection)
      .catch((error: unknown) => {
        cache.delete(state.id);
        behind.add(state.id);
        deps.failed(error, 'writing a header');
      })
      .finally(() => projections.delete(state.id));
  }

  async function writeAll(projection: Projection): Promise<void> {
    while (projection.turns.length > 0) {
      const { state } = projection;
      await project(projection.turns.splice(0), state);
    }
  }

  /** What a turn wrote to the tables is there for the lookups of the next. */
  async function recordsWritten(id: string): Promise<void> {
    const pending = projections.get(id);
    if (pending?.records === true) await pending.done;
  }

  async function commit(id: string, decide: Decide, clientMessageId: string | undefined): Promise<Committed> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      await recordsWritten(id);
      const remembered = cache.get(id);
      const before = remembered ?? (await read(id));
      if (clientMessageId !== undefined && before.recent.some((known) => known.id === clientMessageId)) {
        return repeated(id, clientMessageId, before);
      }
      const draft = await decided(before, decide);
      if (draft === null || draft instanceof AppError) {
        if (remembered !== undefined) {
          await projections.get(id)?.done;
          cache.delete(id);
          continue;
        }
        if (draft === null) return { state: before, turn: null, repeated: false };
        // A refused message may be one that was accepted before the refusal became true (say, before the close).
        const known =
          clientMessageId !== undefined && (await turns.withClientMessage(id, clientMessageId)) !== null;
        if (!known) throw draft;
        return repeated(id, clientMessageId, before);
      }
      const turn = endingErrand(before, placeTurn(before, draft, clock.now(), deps.newId));
      const outcome = await insert(id, turn);
      if (outcome === 'inserted') {
        const state = foldTurn(before, turn);
        cache.set(id, state);
        thinking.get(id)?.(state);
        deps.committed(turn, state, before);
        projectLater(turn, state);
        return { state, turn, repeated: false };
      }
      cache.delete(id);
      if (outcome === 'message_known' && clientMessageId !== undefined)
        return repeated(id, clientMessageId, await read(id));
    }
    throw new AppError('unavailable', 'the conversation is too busy; try again', { retryAfter: 1 });
  }

  /** Resolves when this node commits what takes the conversation from who is being asked. */
  function overtaken(id: string, before: ConversationState): Promise<'overtaken'> {
    return new Promise((resolve) => {
      thinking.set(id, (now) => {
        if (goesElsewhere(before, now)) resolve('overtaken');
      });
    });
  }

  async function answerOf(
    id: string,
    decide: Decide,
    clientMessageId: string | undefined,
  ): Promise<Committed> {
    for (let made = 0; made < freeAnswers; made += 1) {
      const before = await changes.next(id, async () => {
        await recordsWritten(id);
        return cache.get(id) ?? (await read(id));
      });
      if (before.recent.some((known) => known.id === clientMessageId)) break;
      const draft = await Promise.race([decided(before, decide), overtaken(id, before)]).finally(() =>
        thinking.delete(id),
      );
      if (draft === 'overtaken') continue;
      let late = false;
      const committed = await changes.next(id, () =>
        commit(
          id,
          async (now) => {
            late = now.lastSeq !== before.lastSeq && !(await turns.after(id, before.lastSeq)).every(isAside);
            if (late) return null;
            if (draft instanceof AppError) throw draft;
            return draft;
          },
          clientMessageId,
        ),
      );
      if (!late) return committed;
    }
    return changes.next(id, () => commit(id, decide, clientMessageId));
  }

  /** Whatever takes the requester from a topic that runs beside a person, the log says that the topic ended. */
  function endingErrand(before: ConversationState, turn: Turn): Turn {
    const ends = before.live.errand !== null && foldTurn(before, turn).live.errand === null;
    const cut =
      ends && !turn.events.some(({ type }) => type === 'errand_ended') ? deps.cutErrand?.(before) : null;
    return cut == null ? turn : { ...cut, ...turn, events: [...cut.events, ...turn.events] };
  }

  async function insert(id: string, turn: Turn) {
    try {
      return await turns.insert(turn);
    } catch (error) {
      // The write may have happened: look at the log before deciding anything else.
      cache.delete(id);
      behind.add(id);
      throw error;
    }
  }

  async function repeated(id: string, clientMessageId: string, state: ConversationState): Promise<Committed> {
    const turn = await turns.withClientMessage(id, clientMessageId);
    if (turn === null)
      throw new AppError('unavailable', 'the log could not be read; try again', { retryAfter: 1 });
    return { state, turn, repeated: true };
  }

  return {
    open: (id, number, decide) =>
      changes.next(id, async () => {
        const now = clock.now();
        const empty = emptyConversation(id, number, now.toISOString());
        await interactions.create(empty, idleDeadline(empty, settings())?.at ?? null);
        return commit(id, decide, undefined);
      }),
    change: (id, decide, clientMessageId) => changes.next(id, () => commit(id, decide, clientMessageId)),
    answer: (id, decide, clientMessageId) => answers.next(id, () => answerOf(id, decide, clientMessageId)),
    load: (id) =>
      changes.next(id, async () => {
        await projections.get(id)?.done;
        return read(id);
      }),
    known: async (id) => cache.get(id) ?? changes.next(id, async () => cache.get(id) ?? read(id)),
    async settled(id) {
      if (id !== undefined) {
        await changes.settled(id);
        await projections.get(id)?.done;
        return;
      }
      await Promise.all([...projections.values()].map(({ done }) => done));
    },
    forget: (id) => {
      cache.delete(id);
    },
    async repair() {
      // One that cannot be mended must not keep the others from it.
      const mended = await Promise.allSettled(
        [...behind].map(async (id) => {
          await changes.next(id, () => read(id));
          behind.delete(id);
        }),
      );
      for (const result of mended) if (result.status === 'rejected') throw result.reason;
    },
  };
}

/** What no topic reads. */
const unheard: ReadonlySet<TurnEvent['type']> = new Set([
  'help_flagged',
  'invited',
  'invitation_ended',
  'member_joined',
  'record_viewed',
]);

/** Among agents: the Virtual Agent neither hears it nor would it say anything else. */
function isAside({ events, messages }: Turn): boolean {
  return (
    events.every(({ type }) => unheard.has(type)) && messages.every((message) => message.private === true)
  );
}

/** Whoever answers now, it is not what was asked to before. */
function goesElsewhere(before: ConversationState, { header, live }: ConversationState): boolean {
  return (
    header.owner !== before.header.owner ||
    hasEnded(header.state) !== hasEnded(before.header.state) ||
    live.errand?.topic !== before.live.errand?.topic
  );
}

/** What is to happen, or why it is refused. */
async function decided(state: ConversationState, decide: Decide): Promise<TurnDraft | AppError | null> {
  try {
    return await decide(state);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
