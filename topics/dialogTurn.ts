import type { MessageBody, MessageDraft } from '../contracts/messages.ts';
import type { RecordSnapshot } from '../interactions/records/record.ts';
import type { SetupRole, TurnEvent } from '../interactions/turn.ts';
import type { Catalog, CatalogTopic, CatalogView } from './catalog.ts';
import { chooseExperience } from './chooseExperience.ts';
import { copyState } from './copyState.ts';
import type {
  DialogContext,
  DialogInput,
  DialogOutcome,
  DialogPorts,
  DialogState,
  HandoffDefaults,
  HeldAnswer,
  TopicRun,
  TopicValue,
} from './dialog.ts';
import { setupTopic } from './experience.ts';
import { labelDiscovery } from './labelDiscovery.ts';
import { type Messages, messagesFor } from './messages.ts';
import { type Stopwatch, stopwatch } from './stopwatch.ts';

/** One turn at work: the state that becomes the next one, and what was said and happened so far. */
export interface DialogTurn {
  readonly catalog: Catalog;
  readonly ports: DialogPorts;
  /** The run time of this turn, without the waiting for the store and for connections. */
  readonly watch: Stopwatch;
  /** Its locale is the one the turn speaks: a change of language replaces the context. */
  context: DialogContext;
  /** What the turn answers. */
  readonly input: DialogInput;
  /** What the Virtual Agent says by itself, in the conversation's language. */
  texts: Messages;
  state: DialogState;
  readonly messages: MessageDraft[];
  readonly events: TurnEvent[];
  /** Runs that ended in this turn, as they were. */
  readonly ended: TopicRun[];
  /** Set when the turn ends in another way than by waiting. */
  outcome: DialogOutcome | null;
  shortDescription: string | undefined;
  secureInput: boolean;
  /** Elements run so far, and the last of them: the path that led to a limit. */
  steps: number;
  readonly path: string[];
  /** Records that this turn made or changed: they are written after its commit. */
  readonly records: Map<string, RecordSnapshot>;
  /** Values that may be used in this turn and never be stored, by run and variable. */
  readonly secrets: Map<string, string>;
  /** What an input says instead of its prompt, after an answer that could not be read. */
  promptInstead: string | null;
  /** Answers and words of before, while a run is taken forward again (topics/trail.ts). */
  replay: Replay | null;
  /** Marks of what the running topic said since its last question. */
  said: string[];
}

/** `answers`: by place and question. `said`: marks of what is not said again. */
export interface Replay {
  answers: Map<string, HeldAnswer>;
  said: Set<string>;
}

export function createDialogTurn(
  catalog: Catalog,
  ports: DialogPorts,
  context: DialogContext,
  state: DialogState | null,
  input: DialogInput,
): DialogTurn {
  const timed = stopwatch(ports);
  return {
    catalog,
    ...timed,
    context,
    input,
    texts: messagesFor(context.locale),
    state: state === null ? freshState(catalog, ports, context) : copyState(state),
    messages: [],
    events: [],
    ended: [],
    outcome: null,
    shortDescription: undefined,
    secureInput: false,
    steps: 0,
    path: [],
    records: new Map(),
    secrets: new Map(),
    promptInstead: null,
    replay: null,
    said: [],
  };
}

/** The state of a conversation that begins; its chat experience is chosen here, for good (domain B2). */
export function freshState(catalog: Catalog, ports: DialogPorts, context: DialogContext): DialogState {
  const vaContext = { ...context.context };
  const view = { context, vaContext, now: ports.now() };
  return {
    v: 2,
    stack: [],
    pending: null,
    completed: false,
    surveyed: false,
    lastTopic: null,
    context: vaContext,
    experience:
      chooseExperience(catalog.experiences, (condition) => catalog.holds(condition, view))?.name ?? null,
    languageKnown: false,
    unlabelled: null,
  };
}

export function topRun(turn: DialogTurn): TopicRun | null {
  return turn.state.stack.at(-1) ?? null;
}

/** The version that a run is on; throws when it is gone from the catalog. */
export function topicOf(turn: DialogTurn, run: TopicRun): CatalogTopic {
  const topic = turn.catalog.get(run.topic, run.version)?.inLanguage(turn.context.locale) ?? null;
  if (topic === null)
    throw new Error(`version ${run.version} of the topic “${run.topic}” is not there any more`);
  return topic;
}

export function viewOf(turn: DialogTurn): CatalogView {
  return { context: turn.context, vaContext: turn.state.context, now: turn.ports.now() };
}

export function say(
  turn: DialogTurn,
  body: MessageBody,
  as: 'virtual_agent' | 'system' = 'virtual_agent',
): void {
  const name = as === 'system' ? turn.texts.system : turn.texts.virtualAgent;
  turn.messages.push({ ...body, from: { kind: as, name } });
}

interface StartWith {
  vars?: Record<string, TopicValue>;
  calledBy?: string;
  handoff?: HandoffDefaults;
}

type StartedBy = Extract<TurnEvent, { type: 'topic_started' }>['by'];

/** Puts a topic on top of the stack, at its first element. Answers the id of its run. */
export function startTopic(
  turn: DialogTurn,
  topic: CatalogTopic,
  by: StartedBy,
  more: StartWith = {},
): string {
  const { name, version } = topic;
  const { definition } = topic.inLanguage(turn.context.locale);
  const runId = turn.ports.newRunId?.() ?? turn.ports.newId();
  turn.state.pending = null;
  turn.state.stack.push({
    runId,
    topic: name,
    version,
    kind: definition.type,
    ...(definition.role === undefined ? {} : { role: definition.role }),
    element: definition.elements[0]?.id ?? null,
    awaiting: false,
    attempts: 0,
    inputs: {},
    vars: { ...structuredClone(definition.variables), ...more.vars },
    ...(more.calledBy === undefined ? {} : { calledBy: more.calledBy }),
    ...(more.handoff === undefined ? {} : { handoff: more.handoff }),
  });
  if (definition.type === 'topic') {
    turn.state.lastTopic = definition.title;
    delete turn.state.ended;
  }
  turn.events.push({
    type: 'topic_started',
    runId,
    topic: name,
    title: definition.title,
    version,
    topicKind: definition.type,
    ...(definition.role === undefined ? {} : { role: definition.role }),
    by,
  });
  return runId;
}

/** Starts the setup topic of a role; false when there is none, or the chat experience leaves the step out. */
export function startSetup(turn: DialogTurn, role: SetupRole, more: StartWith = {}): boolean {
  // An errand leads to no step of the chain: it is over (topics/errand.ts). A survey inside its topic is part of it.
  if (turn.state.errand !== undefined && more.calledBy === undefined) {
    turn.outcome = { kind: 'finished' };
    return true;
  }
  const topic = setupTopic(turn, role);
  if (topic === null) return false;
  if (role === 'survey') turn.state.surveyed = true;
  startTopic(turn, topic, 'setup', more);
  return true;
}

type EndOutcome = Extract<TurnEvent, { type: 'topic_ended' }>['outcome'];

/** Takes the top run off the stack and logs how it ended. */
export function endTopRun(turn: DialogTurn, outcome: EndOutcome): TopicRun | null {
  const run = turn.state.stack.pop() ?? null;
  if (run === null) return null;
  turn.ended.push(run);
  const { runId, topic, kind } = run;
  turn.events.push({ type: 'topic_ended', runId, topic, topicKind: kind, outcome });
  if (turn.state.unlabelled?.runId === run.runId)
    labelDiscovery(turn, outcome === 'completed' ? 'correct' : 'uncategorised');
  return run;
}

/** Ends everything that runs. */
export function endAllRuns(turn: DialogTurn, outcome: EndOutcome): void {
  while (endTopRun(turn, outcome) !== null);
  turn.state.pending = null;
}
