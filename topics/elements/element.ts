import type { MessageBody } from '../../contracts/messages.ts';
import type {
  ElementName,
  ElementOf,
  InputElement,
  TopicDefinition,
  TopicElement,
  ValueSource,
  Wording,
} from '../../contracts/topic.ts';
import type { RecordSnapshot } from '../../interactions/records/record.ts';
import type { SetupRole, TopicKind, TurnEvent } from '../../interactions/turn.ts';
import type {
  Availability,
  DialogContext,
  DialogInput,
  DialogPorts,
  HandoffDefaults,
  InputProgress,
  TopicRun,
  TopicValue,
} from '../dialog.ts';
import type { Scope } from '../expressions/scope.ts';
import type { Form } from '../expressions/templates.ts';
import type { Messages } from '../messages.ts';
import type { ScriptResult } from '../scripts/evaluateScript.ts';

/** What follows a topic: see docs/topics.md. */
export type Follow = NonNullable<ElementOf<'end'>['follow']>;

/** What an element leads to. `to: undefined` goes to the element's `next`, or the one after it. */
export type Step =
  | { go: 'next'; to?: string | undefined; input?: string; output?: string }
  | { go: 'skip' }
  /** Stay here until the requester answers. */
  | { go: 'wait'; output?: string }
  | { go: 'end'; outcome: 'completed' | 'cancelled'; follow?: Follow | undefined }
  | { go: 'block'; block: string; inputs: Record<string, TopicValue>; output: string }
  | {
      go: 'switch';
      topic?: string | undefined;
      role?: SetupRole | undefined;
      resume: boolean | 'as authored';
    }
  /** Looks for the topic of a text, as if the requester had said it. `keywords: false`: by the model alone. */
  | { go: 'discover'; text: string; keywords: boolean }
  | {
      go: 'transfer';
      request: Required<Pick<HandoffDefaults, 'shortDescription' | 'skills'>> & HandoffDefaults;
    }
  /** A script asked for something that ends the turn's work here. */
  | { go: 'agent' }
  | { go: 'finish' }
  /** `again`: this element runs once more when the pause is over; else what follows it. */
  | { go: 'pause'; seconds: number; again?: boolean }
  /** Runs the survey as a part of this topic; `always: false` asks the share that the settings say. */
  | { go: 'survey'; always: boolean };

/** What an input makes of an answer. `loosely`: what it may mean if nothing better is found. */
export type Answer =
  | { ok: true; value: TopicValue; display?: string; to?: string | undefined }
  | { ok: false; hint: string; loosely?: { value: TopicValue; display?: string; to?: string | undefined } }
  /** Not the whole answer yet, and no failed attempt: `hint` is said with the question that goes on from `progress`. */
  | { ok: false; hint: string; progress: InputProgress };

/** What an element may use. It changes nothing but its run's variables, and says and logs through this. */
export interface ElementContext {
  readonly dialog: DialogContext;
  readonly ports: DialogPorts;
  readonly topic: TopicDefinition;
  readonly run: TopicRun;
  scope(): Scope;
  holds(condition: string): boolean;
  evaluate(expression: string): TopicValue;
  render(template: string, more?: Partial<Scope>): string;
  /** The same with the values escaped: for HTML, or each as one part of an address. */
  renderAs(form: Exclude<Form, 'text'>, template: string): string;
  /** One of the alternates, always the same one for the same conversation and place, rendered. */
  wording(text: Wording, more?: Partial<Scope>): string;
  value(source: ValueSource): TopicValue;
  /** What an input asks: its prompt, or what to say after an answer that could not be read. */
  prompt(element: InputElement): string;
  say(body: MessageBody, as?: 'virtual_agent' | 'system'): void;
  emit(event: TurnEvent): void;
  setVar(name: string, value: TopicValue): void;
  /** A record by id, also one that this turn made. Null: there is none. */
  recordById(table: string, id: string): Promise<RecordSnapshot | null>;
  /** Makes a record known to the rest of the turn: it is written after the commit only. */
  remember(record: RecordSnapshot): void;
  /** What asking for a person here would come to; nothing is asked for. */
  availability(own: Pick<HandoffDefaults, 'queue' | 'skills'>): Promise<Availability>;
  /** Runs a script element's source: what it returns, left in its variables, and asked for. */
  runScript(source: string): Promise<ScriptResult>;
  /** What a script returns that only makes a value; `names` are further globals, e.g. the `answer` to check. */
  evaluateScript(source: string, names?: Record<string, TopicValue>): Promise<TopicValue>;
  /** Sets a `vaContext` variable for the person who may take over. */
  tellAgent(name: string, value: TopicValue): void;
  /** A topic by its name or its title; null: there is none. */
  topicNamed(name: string): { name: string; kind: TopicKind } | null;
  /** What the Virtual Agent says by itself, in the conversation's language. */
  readonly texts: Messages;
  /** The topics a requester may pick from. */
  offer(
    which: 'promoted' | 'visible',
  ): { value: string; label: string; description?: string; group?: string }[];
  /** The label of the button that lists everything: the chat experience's, or the one passed in. Null: it is hidden. */
  everything(label: string): string | null;
  /** The handoff defaults of this run and of those below it, rendered. */
  handoffDefaults(): HandoffDefaults;
}

/** One element kind: how it runs and, for inputs, how it takes an answer. */
export interface ElementKind {
  readonly name: ElementName;
  run(element: TopicElement, context: ElementContext): Promise<Step>;
  answer?(element: TopicElement, input: DialogInput, context: ElementContext): Promise<Answer>;
}

interface Implementation<K extends ElementName> {
  run(element: ElementOf<K>, context: ElementContext): Step | Promise<Step>;
  answer?(element: ElementOf<K>, input: DialogInput, context: ElementContext): Answer | Promise<Answer>;
}

/** Makes a kind of the functions that know its own shape. */
export function elementKind<K extends ElementName>(name: K, implementation: Implementation<K>): ElementKind {
  const mine = (element: TopicElement): ElementOf<K> => {
    if (!isKind(element, name)) throw new Error(`a ${element.kind} element came to ${name}`);
    return element;
  };
  const { answer } = implementation;
  return {
    name,
    run: async (element, context) => implementation.run(mine(element), context),
    ...(answer === undefined
      ? {}
      : { answer: async (element, input, context) => answer(mine(element), input, context) }),
  };
}

function isKind<K extends ElementName>(element: TopicElement, name: K): element is ElementOf<K> {
  return element.kind === name;
}
