import type { Clock } from '../contracts/clock.ts';
import type { Settings } from '../contracts/settings.ts';
import type { TopicDefinition } from '../contracts/topic.ts';
import type { Handoff } from '../handoff/handoff.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import { readTranscript } from '../interactions/readRecord.ts';
import type { Records } from '../interactions/records.store.ts';
import type { Turns } from '../interactions/turns.store.ts';
import { type Catalog, createCatalog, type StoredTopicVersion } from '../topics/catalog.ts';
import type { DialogContext, DialogInput, DialogPorts, DialogResult, DialogState } from '../topics/dialog.ts';
import { loadTopics } from '../topics/loadTopics.ts';
import { applyPlan, planVersions } from '../topics/planVersions.ts';
import { runDialog } from '../topics/runDialog.ts';
import type { TopicVersions } from '../topics/topicVersions.store.ts';
import type { TopicProblem } from '../topics/validateTopic.ts';

export interface TopicService {
  catalog(): Catalog;
  /** Reads what another node or a new file made current. */
  reload(): Promise<void>;
  runDialog(
    conversation: ConversationState,
    state: DialogState | null,
    input: DialogInput,
  ): Promise<DialogResult>;
  /** What a guest on the web would be: for trying discovery out. */
  anybody(locale: string): DialogContext;
}

export interface TopicServiceDeps {
  versions: TopicVersions;
  records: Records;
  turns: Turns;
  callConnection: DialogPorts['callConnection'];
  /** Late, because the router is made after the topics. */
  handoff: () => Handoff;
  clock: Clock;
  newId: () => string;
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

  async function load(): Promise<void> {
    const loaded = await loadTopics(deps.topicsDir);
    for (const problem of loaded.problems) deps.refused(problem);
    catalog = createCatalog(await carryOut(versions, loaded.topics, clock.now()));
  }

  const ports: DialogPorts = {
    now: () => clock.now(),
    elapsed: () => performance.now(),
    newId,
    records: { find: (query) => records.find(query), nextNumber: (table) => records.nextNumber(table) },
    async agentAvailability(request) {
      const { outcome, queue, estimatedWaitSeconds } = await deps.handoff().assess(request);
      return { outcome, queue: queue?.name ?? null, estimatedWaitSeconds };
    },
    transcript: async (id) =>
      (await readTranscript(deps.turns, id, 'internal')).filter((line) => line.private !== true),
    callConnection: deps.callConnection,
  };
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
  await load();
  return {
    catalog: () => catalog,
    reload: load,
    anybody: (locale) => ({
      conversationId: 'none',
      number: '',
      locale,
      channel: 'web',
      requester: { id: 'guest', name: 'Guest', guest: true },
      settings: settings(),
    }),
    runDialog: (conversation, state, input) =>
      runDialog(catalog, ports, contextOf(conversation), state, input),
  };
}

const tries = 10;

/** Stores what is new among the loaded topics; of nodes that start together one is first and the others look again. */
async function carryOut(
  versions: TopicVersions,
  topics: TopicDefinition[],
  at: Date,
): Promise<StoredTopicVersion[]> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await versions.list();
    const plan = planVersions(stored, topics);
    const written = await Promise.all(plan.insert.map((version) => versions.insert(version, at)));
    if (written.includes(false)) continue;
    for (const { name, version } of [...plan.insert, ...plan.makeCurrent])
      await versions.setCurrent(name, version, at);
    for (const name of plan.retire) await versions.setCurrent(name, null, at);
    return applyPlan(stored, plan);
  }
  throw new Error('the topics could not be stored: other nodes store others at the same time');
}
