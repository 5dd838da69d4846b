import type { InputElement } from '../contracts/topic.ts';
import { wordsOf } from './answers/words.ts';
import { inputVariable } from './expressions/scope.ts';

/** Words that name no question. */
const empty = new Set(
  `the a an my our your is are was it that this to of for in on at and or do does did what which who when where how many much
  please answer one you would like have has der die das mein meine ist sind war es was welche welcher wer wann wo wie viele bitte
  antwort sie ich haben`.split(/\s+/),
);
/** What people call an answer of a kind. */
const called: Readonly<Record<string, readonly string[]>> = {
  date_input: ['date', 'day', 'time', 'datum', 'tag', 'zeit', 'uhrzeit', 'termin'],
  email: ['email', 'mail', 'e', 'address', 'adresse'],
  phone: ['phone', 'number', 'telefon', 'nummer', 'telefonnummer'],
  number: ['number', 'anzahl', 'zahl'],
  url: ['url', 'link', 'address', 'adresse'],
};

/** Those of the questions that a mention names best; none if it names none. */
export function bestMentioned<T extends { element: InputElement; entry: { question: string } }>(
  questions: readonly T[],
  mention: string,
): T[] {
  const words = wordsOf(mention).filter((word) => !empty.has(word));
  const scored = questions.map((question) => {
    const named = namesOf(question.element);
    const about = wordsAbout(question.element, question.entry.question);
    const score = words.reduce((sum, word) => sum + (has(named, word) ? 2 : has(about, word) ? 1 : 0), 0);
    return { question, score };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ question }) => question);
}

/** The words that a question is known by: its names and what it asks. */
export function wordsAbout(element: InputElement, question: string): ReadonlySet<string> {
  return new Set([...namesOf(element), ...wordsOf(question).filter((word) => !empty.has(word))]);
}

function namesOf(element: InputElement): ReadonlySet<string> {
  const names = [inputVariable(element) ?? '', element.id, element.title ?? ''].map((name) =>
    name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' '),
  );
  const kinds = [
    element.kind,
    'validation' in element ? element.validation : '',
    'channel' in element ? element.channel : '',
  ];
  return new Set(
    [...names.flatMap(wordsOf), ...kinds.flatMap((kind) => called[kind] ?? [])].filter(
      (word) => !empty.has(word),
    ),
  );
}

/** Plurals and endings do not matter. */
function has(known: ReadonlySet<string>, word: string): boolean {
  if (known.has(word)) return true;
  return (
    word.length > 3 &&
    [...known].some((other) => other.length > 3 && (other.startsWith(word) || word.startsWith(other)))
  );
}
