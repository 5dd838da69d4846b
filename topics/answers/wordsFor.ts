import type { AnswerWords } from './answerWords.ts';
import { words as de } from './words.de.ts';
import { words as en } from './words.en.ts';

const languages: Readonly<Record<string, AnswerWords>> = { en, de: together(de, en) };

/** The words of a locale's language and those of English, which is understood everywhere. */
export function wordsFor(locale: string): AnswerWords {
  return languages[locale.split('-')[0] ?? 'en'] ?? en;
}

function together(own: AnswerWords, english: AnswerWords): AnswerWords {
  const both = (name: SetName): ReadonlySet<string> => new Set([...own[name], ...english[name]]);
  const either = (name: 'inVain' | 'unsure' | 'joiner'): RegExp =>
    new RegExp(`${own[name].source}|${english[name].source}`, 'i');
  return {
    yes: both('yes'),
    no: both('no'),
    yesNoFillers: both('yesNoFillers'),
    yesPhrases: [...own.yesPhrases, ...english.yesPhrases],
    noPhrases: [...own.noPhrases, ...english.noPhrases],
    consent: [...own.consent, ...english.consent],
    aboutIt: both('aboutIt'),
    well: both('well'),
    badly: both('badly'),
    inVain: either('inVain'),
    ordinals: english.ordinals.map((words, at) => [...words, ...(own.ordinals[at] ?? [])]),
    pickFillers: both('pickFillers'),
    noneOfThese: both('noneOfThese'),
    unsure: either('unsure'),
    joiner: either('joiner'),
    more: [...own.more, ...english.more],
    back: [...own.back, ...english.back],
    done: [...own.done, ...english.done],
    courtesies: both('courtesies'),
    onlyMe: [...own.onlyMe, ...english.onlyMe],
    numbers: new Map([...english.numbers, ...own.numbers]),
    scales: new Map([...english.scales, ...own.scales]),
  };
}

type SetName = {
  [K in keyof AnswerWords]: AnswerWords[K] extends ReadonlySet<string> ? K : never;
}[keyof AnswerWords];
