import type { TranscriptLine } from '../../../../contracts/header.ts';
import type { MessageDraft } from '../../../../contracts/messages.ts';
import { defaultSettings, type Settings } from '../../../../contracts/settings.ts';
import type { HandoffOutcome } from '../../../../contracts/states.ts';
import { topicSchema } from '../../../../contracts/topic.ts';
import type { RecordSnapshot } from '../../../../interactions/records/record.ts';
import type { TurnEvent } from '../../../../interactions/turn.ts';
import { type Catalog, createCatalog } from '../../../../topics/catalog.ts';
import type {
  DialogContext,
  DialogInput,
  DialogPorts,
  DialogResult,
  DialogState,
  GoesOn,
} from '../../../../topics/dialog.ts';
import { createMemoryRecords } from '../../../../topics/dialogues/memoryRecords.ts';
import { loadTopics } from '../../../../topics/loadTopics.ts';
import { applyPlan, planVersions } from '../../../../topics/planVersions.ts';
import { runDialog } from '../../../../topics/runDialog.ts';

export interface Setting {
  catalog: Catalog;
  records?: RecordSnapshot[];
  requester?: Partial<DialogContext['requester']>;
  settings?: (settings: Settings) => void;
  context?: DialogContext['context'];
  /** What the router says to every request, or to this one. */
  agents?: HandoffOutcome | ((request: { queue?: string }) => HandoffOutcome);
  conversationId?: string;
  now?: string;
  /** What was said before. */
  transcript?: TranscriptLine[];
  metAgent?: boolean;
  channel?: string;
  locale?: string;
  callConnection?: DialogPorts['callConnection'];
  /** Milliseconds on a clock that only goes forward. */
  elapsed?: () => number;
}

/** A conversation with the engine, told from both sides. The state goes through JSON after every turn. */
export function converse(setting: Setting) {
  const settings = defaultSettings();
  settings.survey.probability = 0;
  setting.settings?.(settings);
  const context: DialogContext = {
    conversationId: setting.conversationId ?? 'c1',
    number: 'IMS0000001',
    locale: setting.locale ?? 'en',
    channel: setting.channel ?? 'web',
    requester: {
      id: 'u1',
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      guest: false,
      ...setting.requester,
    },
    ...(setting.context === undefined ? {} : { context: setting.context }),
    ...(setting.metAgent === undefined ? {} : { metAgent: setting.metAgent }),
    settings,
  };
  const events: TurnEvent[] = [];
  const records = {
    ...createMemoryRecords(setting.records ?? []),
    /** All there are, in the order in which they were made. */
    get all(): RecordSnapshot[] {
      const made = [...(setting.records ?? []), ...events.filter((event) => event.type === 'record_created')];
      return made.flatMap(({ table, id }) => this.byId(table, id) ?? []);
    },
  };
  let ids = 0;
  const ports: DialogPorts = {
    now: () => new Date(setting.now ?? '2026-03-18T10:00:00Z'),
    newId: () => `id${++ids}`,
    records,
    ...(setting.elapsed === undefined ? {} : { elapsed: setting.elapsed }),
    agentAvailability: async (request) => ({
      outcome: typeof setting.agents === 'function' ? setting.agents(request) : (setting.agents ?? 'queued'),
      queue: null,
      estimatedWaitSeconds: 60,
    }),
    transcript: async () => setting.transcript ?? [],
    callConnection:
      setting.callConnection ??
      (async () => ({ status: null, body: null, failure: 'there are no connections' })),
  };
  let catalog = setting.catalog;
  let state: DialogState | null = null;
  let last: DialogResult | null = null;
  let unread: MessageDraft[] = [];

  async function turn(input: DialogInput): Promise<DialogResult> {
    last = await runDialog(catalog, ports, context, state, input);
    state = frozen(JSON.parse(JSON.stringify(last.state)));
    unread = [...last.messages];
    events.push(...last.events);
    records.apply(last.events);
    // As the header does (interactions/foldTurn.ts).
    const changed = last.events.findLast((event) => event.type === 'language_changed');
    if (changed !== undefined) context.locale = changed.to;
    return last;
  }
  const result = (): DialogResult => {
    if (last === null) throw new Error('nothing was said yet');
    return last;
  };
  return {
    requester: {
      opens: () => turn({ kind: 'start' }),
      says: (text: string) => turn({ kind: 'text', text }),
      picks: (...values: string[]) =>
        turn({ kind: 'value', value: values.length === 1 ? values[0]! : values }),
      sends: (name: string, file: { size?: number; type?: string } = {}) =>
        turn({
          kind: 'attachment',
          attachmentId: `file-${name}`,
          name,
          size: 1_000,
          type: 'image/png',
          ...file,
        }),
    },
    /** The time of a pause is over. */
    pauseEnds: () => turn({ kind: 'resumed' }),
    desk: {
      answers: (outcome: 'no_agents' | 'closed_hours' | 'refused', message?: string) =>
        turn({ kind: 'handoff_resolved', outcome, ...(message === undefined ? {} : { message }) }),
      returns: (then: GoesOn = { kind: 'anything_else' }) => turn({ kind: 'returned', then }),
      starts: (topic: string) => turn({ kind: 'errand', topic }),
      fails: (message: string) => turn({ kind: 'failed', message }),
      comes: (outcome: 'offered' | 'queued') => turn({ kind: 'handoff_happens', outcome }),
    },
    va: {
      /** Expects the next unread messages to match, in order; others may stand between. */
      replies(...patterns: (RegExp | string)[]) {
        for (const pattern of patterns) {
          const texts = unread.map(({ text }) => text);
          const at = texts.findIndex((text) =>
            typeof pattern === 'string' ? text === pattern : pattern.test(text),
          );
          if (at === -1)
            throw new Error(
              `expected ${String(pattern)} in ${JSON.stringify(texts, null, 1)}; events ${JSON.stringify(result().events.slice(-4))}`,
            );
          unread = unread.slice(at + 1);
        }
      },
      saysNothing: () => expect(unread).toEqual([]),
      offers(): string[] {
        const message = result().messages.findLast((one) => one.type === 'choices');
        return message?.type === 'choices' ? message.choices.map(({ label }) => label) : [];
      },
    },
    result,
    events,
    eventsOf: <T extends TurnEvent['type']>(type: T) =>
      events.filter((event): event is Extract<TurnEvent, { type: T }> => event.type === type),
    state: () => result().state,
    outcome: () => result().outcome,
    records,
    running: () => result().state.stack.map(({ topic, element }) => `${topic}/${element}`),
    publish(next: Catalog) {
      catalog = next;
    },
  };
}

/** So that a turn that changes what it was given fails. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

const folder = new URL('../../../../topics/', import.meta.url).pathname;

let loaded: ReturnType<typeof loadTopics> | null = null;

/** The shipped topics; fails when one of them does not validate. */
export async function shippedTopics() {
  loaded ??= loadTopics(folder);
  const { topics, problems } = await loaded;
  if (problems.length > 0)
    throw new Error(problems.map((p) => `${p.file}:${p.line}:${p.column} ${p.path} ${p.message}`).join('\n'));
  return topics;
}

export async function shippedCatalog(): Promise<Catalog> {
  return catalogOf(await shippedTopics());
}

/** A catalog of definitions, each in its first version. */
export function catalogOf(topics: Parameters<typeof planVersions>[1]): Catalog {
  return createCatalog(applyPlan([], planVersions([], topics)));
}

/** A topic of these elements. */
export function topic(elements: unknown[], more: Record<string, unknown> = {}) {
  return topicSchema.parse({
    name: 'sample',
    title: 'Sample',
    utterances: { en: ['run the sample'] },
    elements,
    ...more,
  });
}

/** A catalog of the shipped setup topics and these. */
export async function withSetup(...topics: ReturnType<typeof topic>[]): Promise<Catalog> {
  const shipped = await shippedTopics();
  const own = new Set(topics.map(({ name, role }) => role ?? name));
  return catalogOf([
    ...shipped.filter(({ type, role }) => (type === 'setup' && !own.has(role!)) || type === 'block'),
    ...topics,
  ]);
}

/** Starts a conversation in the middle of the sample topic. */
export async function inSample(
  elements: unknown[],
  setting: Partial<Setting> = {},
  more: Record<string, unknown> = {},
) {
  const talk = converse({ catalog: await withSetup(topic(elements, more)), ...setting });
  await talk.requester.says('run the sample');
  return talk;
}
