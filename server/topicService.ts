import { createHmac } from 'node:crypto';
import type { Clock } from '../contracts/clock.ts';
import { AppError } from '../contracts/errors.ts';
import type { DeskOptions } from '../contracts/handoff.ts';
import type { NameRef, TranscriptLine } from '../contracts/header.ts';
import type { Settings } from '../contracts/settings.ts';
import type { Handoff } from '../handoff/handoff.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import { transcriptOf } from '../interactions/reading/readRecord.ts';
import type { Records } from '../interactions/records/records.store.ts';
import type { TurnCause } from '../interactions/turn.ts';
import type { Turns } from '../interactions/turns.store.ts';
import { type Catalog, createCatalog, isDiscoverable } from '../topics/catalog.ts';
import type { CatalogRevision } from '../topics/catalogRevision.store.ts';
import type {
  DialogContext,
  DialogInput,
  DialogPorts,
  DialogResult,
  DialogState,
  TopicRun,
} from '../topics/dialog.ts';
import type { DiscoveryModels } from '../topics/discovery/models.ts';
import type { Drafts } from '../topics/drafts.store.ts';
import type { Experiences } from '../topics/experiences.store.ts';
import { type LoadedTopics, loadTopics } from '../topics/loadTopics.ts';
import { type OpenInput, openInput } from '../topics/openInput.ts';
import { planVersions } from '../topics/planVersions.ts';
import { readDialogState } from '../topics/readDialogState.ts';
import { runDialog } from '../topics/runDialog.ts';
import type { TopicVersions } from '../topics/topicVersions.store.ts';
import type { TopicProblem } from '../topics/validateTopic.ts';
import { assessHandoff } from './assessHandoff.ts';

export interface TopicService {
  catalog(): Catalog;
  /** Takes up what another node has published; one small read when there is nothing new. */
  follow(): Promise<void>;
  /** To be called after a change of what requesters get: takes it up here and tells the other nodes. */
  changed(): Promise<void>;
  runDialog(
    conversation: ConversationState,
    state: DialogState | null,
    input: DialogInput,
    cause: TurnCause,
  ): Promise<DialogResult>;
  /** What the Virtual Agent waits for in this state. */
  openInput(state: DialogState | null): Promise<OpenInput | null>;
  /** The topic, if it may run for this requester while somebody else has the conversation. @throws AppError `not_found`, `forbidden`. */
  topicFor(
    conversation: ConversationState,
    name: string,
    by: NameRef | null,
  ): { name: string; title: string };
  /** What agents may have run for requesters, by title, in their own language. */
  startable(locale: string): DeskOptions['topics'];
  /** What a guest on the web would be: for trying discovery out. */
  anybody(locale: string): DialogContext;
}

export interface TopicServiceDeps {
  versions: TopicVersions;
  drafts: Drafts;
  experiences: Experiences;
  revision: CatalogRevision;
  records: Records;
  turns: Turns;
  models: DiscoveryModels;
  callConnection: DialogPorts['callConnection'];
  /** Late, because the router is made after the topics. */
  handoff: () => Handoff;
  clock: Clock;
  newId: () => string;
  /** Of the installation: the same on all nodes. */
  secretKey: string;
  settings: () => Settings;
  /** The folder of the shipped topics. */
  topicsDir: string;
  /** A topic file that does not validate: file, line, why. The server starts without it. */
  refused: (problem: TopicProblem) => void;
}

/** Loads the shipped topics into immutable versions (design §6) and runs them for conversations. */
export async function createTopicService(deps: TopicServiceDeps): Promise<TopicService> {
  const { versions, records, clock, newId, settings } = deps;
  let catalog = createCatalog([]);
  let seen = -1;
  let reading = Promise.resolve();

  /** Makes a new catalog; the old one serves until it is ready. One at a time, so that an older one never comes last. */
  function reload(): Promise<void> {
    const read = async (): Promise<void> => {
      // First the count: what changes while it is read is read again.
      const now = await deps.revision.read();
      const [stored, drafts, experiences] = await Promise.all([
        versions.list(),
        deps.drafts.list(),
        deps.experiences.list(),
      ]);
      const off = new Set(drafts.filter(({ inactive }) => inactive).map(({ name }) => name));
      const offered = stored.map((one) => (off.has(one.name) ? { ...one, current: false } : one));
      catalog = createCatalog(offered, experiences, deps.models);
      seen = now;
      // Conversations do not wait for it: the old model serves meanwhile.
      void deps.models.learn(
        catalog
          .current()
          .map(({ definition }) => definition)
          .filter(isDiscoverable),
      );
    };
    reading = reading.then(read, read);
    return reading;
  }
  let untold = false;
  /** A change that could not be told, because the store went away, is told by the next `follow`. */
  async function changed(): Promise<void> {
    untold = true;
    await deps.revision.bump();
    untold = false;
    await reload();
  }
  /** The other nodes look again too: one that stopped before it told them is made good for. */
  async function start(): Promise<void> {
    const loaded = await loadTopics(deps.topicsDir);
    for (const problem of loaded.problems) deps.refused(problem);
    await carryOut(versions, loaded, clock.now());
    await changed();
  }

  const portsFor = (conversation: ConversationState, cause: TurnCause): DialogPorts => ({
    now: () => clock.now(),
    elapsed: () => performance.now(),
    newId,
    newRunId: runIds(deps.secretKey, conversation, cause),
    records: { find: (query) => records.find(query), nextNumber: (table) => records.nextNumber(table) },
    async agentAvailability(wish) {
      const assessed = await assessHandoff(deps.handoff(), wish, conversation);
      const { outcome, queue, estimatedWaitRange } = assessed;
      return { outcome, queue: queue?.name ?? null, estimatedWaitSeconds: estimatedWaitRange?.[1] ?? null };
    },
    async transcript(id) {
      const lines: TranscriptLine[] = [];
      for await (const line of transcriptOf(deps.turns, id, 'requester')) lines.push(line);
      return lines;
    },
    callConnection: deps.callConnection,
  });
  const contextOf = ({ id, header, clocks, context }: ConversationState): DialogContext => ({
    conversationId: id,
    number: header.number,
    locale: header.locale,
    channel: header.channel,
    requester: { ...header.openedFor, guest: header.openedFor.guest === true },
    metAgent: clocks.acceptedSince !== null || clocks.handledMs > 0,
    context,
    settings: settings(),
  });
  /** It may have started on another node, on a version that was published a moment ago. */
  async function learn(state: DialogState | null): Promise<void> {
    const known = ({ topic, version }: TopicRun) => catalog.get(topic, version) !== null;
    if (state !== null && !state.stack.every(known)) await reload();
  }
  await start();
  return {
    catalog: () => catalog,
    changed,
    async follow() {
      if (untold) await changed();
      else if ((await deps.revision.read()) !== seen) await reload();
    },
    topicFor(conversation, name, by) {
      const context = contextOf(conversation);
      const vaContext = readDialogState(conversation.dialog)?.context ?? conversation.context;
      const topic = catalog.open(name, { context, vaContext, now: clock.now() });
      if (topic === null)
        throw new AppError('not_found', `there is no topic "${name}" for this conversation`);
      if (by !== null && !topic.definition.agents_may_start)
        throw new AppError('forbidden', `agents may not start the topic "${name}"`);
      return { name, title: topic.inLanguage(context.locale).definition.title };
    },
    startable: (locale) =>
      catalog
        .current()
        .filter(({ definition }) => definition.type === 'topic' && definition.agents_may_start)
        .map((topic) => {
          const { name, title, description } = topic.inLanguage(locale).definition;
          return { name, title, description };
        }),
    anybody: (locale) => ({
      conversationId: 'none',
      number: '',
      locale,
      channel: 'web',
      requester: { id: 'guest', name: 'Guest', guest: true },
      settings: settings(),
    }),
    async openInput(state) {
      await learn(state);
      return openInput(catalog, state);
    },
    async runDialog(conversation, state, input, cause) {
      await learn(state);
      return runDialog(catalog, portsFor(conversation, cause), contextOf(conversation), state, input);
    },
  };
}

/**
 * A run is known by what brought it about and how many there were before, on whatever node and however often it is
 * decided; and by a secret, because requesters know the rest and scripts take their random numbers from it.
 */
function runIds(secretKey: string, { id, facts }: ConversationState, cause: TurnCause): () => string {
  const message = 'clientMessageId' in cause ? cause.clientMessageId : '';
  let { runs = 0 } = facts;
  return () => {
    runs += 1;
    return createHmac('sha256', secretKey).update(`${id}/${message}/${runs}`).digest('hex').slice(0, 32);
  };
}

const tries = 10;

/** Stores what is new among the loaded topics; of nodes that start together one is first and the others look again. */
async function carryOut(versions: TopicVersions, { topics, sources }: LoadedTopics, at: Date): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const plan = planVersions(await versions.list(), topics);
    const written = await Promise.all(
      plan.insert.map((version) => {
        const yaml = sources.get(version.name);
        return versions.insert({ ...version, ...(yaml === undefined ? {} : { yaml }), publishedAt: at }, at);
      }),
    );
    if (written.includes(false)) continue;
    for (const { name, version } of [...plan.insert, ...plan.makeCurrent])
      await versions.setCurrent(name, version, at);
    for (const name of plan.retire) await versions.setCurrent(name, null, at);
    return;
  }
  throw new Error('the topics could not be stored: other nodes store others at the same time');
}
