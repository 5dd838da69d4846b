import { z } from 'zod';
import { elementSchema, topicSchema } from '../../contracts/topic.ts';
import { editsBetween } from '../discovery/spelling.ts';
import { sizeInWords } from './sizeInWords.ts';

export interface Explained {
  path: (string | number)[];
  /** Set when the complaint is about a key of the map at `path`. */
  key?: string;
  message: string;
}

type Issue = z.core.$ZodIssue;
/** Of one map; what thousands may have meant takes too long to find. */
const mostKeys = 100;

/** A schema's complaint in plain words. */
export function explainIssue(issue: Issue, data: unknown): Explained[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const one = (message: string): Explained[] => [{ path, message }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, mostKeys).map((key) => ({
        path,
        key,
        message: `unknown property "${key}"${didYouMean(key, propertiesAt(path, data))}`,
      }));
    case 'invalid_type':
      return one(
        issue.message.includes('received undefined') ? 'is missing' : `must be ${article(issue.expected)}`,
      );
    case 'invalid_value': {
      const allowed = issue.values.map(String).join(', ');
      return one(issue.values.length === 1 ? `must be ${allowed}` : `must be one of ${allowed}`);
    }
    case 'invalid_union': {
      if (path.at(-1) === 'kind') return one(unknownKind(path, data));
      return one(issue.message === 'Invalid input' ? 'has the wrong form' : issue.message);
    }
    case 'invalid_key': {
      const [inner] = issue.issues;
      return one(`the name ${inner?.message ?? 'has the wrong form'}`);
    }
    default:
      return one(sizeInWords(issue) ?? lowerFirst(issue.message));
  }
}

/** The known word that an unknown one may have meant. */
export function didYouMean(word: string, known: Iterable<string>): string {
  let best: { name: string; edits: number } | null = null;
  for (const name of known) {
    const edits = editsBetween(word, name, 2);
    if (edits !== null && edits < Math.min(best?.edits ?? 3, word.length / 2)) best = { name, edits };
  }
  return best === null ? '' : `; did you mean "${best.name}"?`;
}

/** The properties that the topic, or an element of its kind, may have. */
function propertiesAt(path: Explained['path'], data: unknown): string[] {
  if (path.length === 0) return Object.keys(topicSchema.shape);
  if (path.length !== 2 || path[0] !== 'elements') return [];
  const kind = kindAt(path, data);
  const option = elementSchema.options.find(({ shape }) =>
    [...shape.kind.values].some((name) => name === kind),
  );
  return Object.keys(option?.shape ?? {});
}

function kindAt(path: Explained['path'], data: unknown): string | undefined {
  const element = z.object({ elements: z.array(z.unknown()) }).safeParse(data).data?.elements[
    Number(path[1])
  ];
  return z.object({ kind: z.string() }).safeParse(element).data?.kind;
}

/** The beginning of a kind's name, such as `yes_no`, is meant for the kind. */
function unknownKind(path: Explained['path'], data: unknown): string {
  const kinds = kindNames();
  const word = kindAt(path, data) ?? '';
  const longer = word === '' ? undefined : kinds.find((kind) => kind.startsWith(`${word}_`));
  const hint = longer === undefined ? didYouMean(word, kinds) : `; did you mean "${longer}"?`;
  return `is no element kind${hint === '' ? ';' : `${hint} –`} the kinds are ${kinds.join(', ')}`;
}

function kindNames(): string[] {
  return elementSchema.options.flatMap((option) => [...option.shape.kind.values]);
}

function article(expected: string): string {
  const names: Record<string, string> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    record: 'a map',
    object: 'a map',
    array: 'a list',
    boolean: 'true or false',
  };
  return names[expected] ?? `of type ${expected}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
