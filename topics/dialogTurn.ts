import type { MessageBody, MessageDraft } from '../contracts/messages.ts';
import type { RecordSnapshot } from '../interactions/record.ts';
import type { SetupRole, TurnEvent } from '../interactions/turn.ts';
import type { Catalog, CatalogTopic, CatalogView } from './catalog.ts';
import type {
  DialogContext,
  DialogInput,
  DialogOutcome,
  DialogPorts,
  DialogState,
  HandoffDefaults,
  TopicRun,
  TopicValue,
} from './dialog.ts';
import { type Messages, messagesFor } from './messages.ts';

/** One turn at work: the state that becomes the next one, and what was said and happened so far. */
export interface DialogTurn {
  readonly catalog: Catalog;
  readonly ports: DialogPorts;
  readonly context: DialogContext;
  /** What the turn answers. */
  readonly input: DialogInput;
  /** What the Virtual Agent says by itself, in the conversation's language. */
  texts: Messages;
  state: DialogState;
  readonly messages: MessageDraft[];
  readonly events: TurnEvent[];
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
}

export function createDialogTurn(
  catalog: Catalog,
  ports: DialogPorts,
  context: DialogContext,
  state: DialogState | null,
  input: DialogInput,
): DialogTurn {
  return {
    catalog,
    ports,
    context,
    input,
    texts: messagesFor(context.locale),
    state: state === null ? freshState(context) : structuredClone(state),
    messages: [],
    events: [],
    outcome: null,
    shortDescription: undefined,
    secureInput: false,
    steps: 0,
    path: [],
    records: new Map(),
    secrets: new Map(),
    promptInstead: null,
  };
}

export function freshState(context: DialogContext): DialogState {
  return {
    v: 1,
    stack: [],
    pending: null,
    completed: false,
    surveyed: false,
    lastTopic: null,
    context: { ...context.context },
  };
}

export function topRun(turn: DialogTurn): TopicRun | null {
  return turn.state.stack.at(-1) ?? null;
}

/** The version that a run is on; throws when it is gone from the catalog. */
export function topicOf(turn: DialogTurn, run: TopicRun): CatalogTopic {
  const topic = turn.catalog.get(run.topic, run.version);
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

type StartedBy = Extract<TurnEvent, { type: 'topic_started' }>['by'];

/** Puts a topic on top of the stack, at its first element. */
export function startTopic(
  turn: DialogTurn,
  topic: CatalogTopic,
  by: StartedBy,
  more: { vars?: Record<string, TopicValue>; calledBy?: string; handoff?: HandoffDefaults } = {},
): void {
  const { definition, name, version } = topic;
  const runId = turn.ports.newId();
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
  if (definition.type === 'topic') turn.state.lastTopic = definition.title;
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
}

/** Starts the setup topic of a role; false when the catalog has none. */
export function startSetup(
  turn: DialogTurn,
  role: SetupRole,
  more: { vars?: Record<string, TopicValue>; handoff?: HandoffDefaults } = {},
): boolean {
  const topic = turn.catalog.setup(role);
  if (topic === null) return false;
  if (role === 'survey') turn.state.surveyed = true;
  startTopic(turn, topic, 'setup', more);
  return true;
}

type EndOutcome = Extract<TurnEvent, { type: 'topic_ended' }>['outcome'];

/** Takes the top run off the stack and logs how it ended. */
export function endTopRun(turn: DialogTurn, outcome: EndOutcome): TopicRun | null {
  const run = turn.state.stack.pop() ?? null;
  if (run !== null) turn.events.push({ type: 'topic_ended', runId: run.runId, topic: run.topic, outcome });
  return run;
}

/** Ends everything that runs. */
export function endAllRuns(turn: DialogTurn, outcome: EndOutcome): void {
  while (endTopRun(turn, outcome) !== null);
  turn.state.pending = null;
}
