import type { AnswerWords } from './answerWords.ts';
import { wordsOf } from './words.ts';
import { wordsFor } from './wordsFor.ts';

type YesNo = { sure: boolean | null; likely: boolean | null };
const neither: YesNo = { sure: null, likely: null };

/**
 * Yes or no in people's words (domain B4 Boolean, TD2). `sure`: nothing else was said. `likely`: what it begins with,
 * when more follows ("yes since I restarted it") – good enough if the rest means nothing by itself.
 * `outcomes: false`: what was tried is not asked about, so "it works" is no answer.
 */
export function parseYesNo(
  text: string,
  { outcomes = true, locale = 'en' }: { outcomes?: boolean; locale?: string } = {},
): YesNo {
  const language = wordsFor(locale);
  const words = /[👍✅✔👎❌]/u.test(text) ? emoji(text) : wordsOf(withoutThanks(text));
  if (words.length === 0) return neither;
  const said = words.join(' ');
  if (language.consent.includes(said)) return { sure: true, likely: true };
  const outcome = outcomeOf(language, words);
  if (outcome !== null) return outcomes ? { sure: outcome, likely: outcome } : neither;
  const begins = (phrase: string) => said === phrase || said.startsWith(`${phrase} `);
  const no = language.noPhrases.find(begins);
  if (no !== undefined) return judge(language, false, words.slice(no.split(' ').length));
  const yes = language.yesPhrases.find(begins);
  if (yes !== undefined) return judge(language, true, words.slice(yes.split(' ').length));
  const first = words[0] ?? '';
  if (language.no.has(first)) return judge(language, false, words.slice(1));
  if (language.yes.has(first)) return judge(language, true, words.slice(1));
  return neither;
}

/**
 * What “it” does, said of what was tried: “still not working” is a no, “works now” a yes. Null when anything is named:
 * “the printer does not work” is news.
 */
function outcomeOf(
  { yes, no, aboutIt, well, badly, inVain }: AnswerWords,
  said: readonly string[],
): boolean | null {
  if (inVain.test(said.join(' '))) return false;
  const [first = ''] = said;
  if (yes.has(first) || no.has(first)) return null;
  if (!said.every((word) => aboutIt.has(word) || well.has(word) || badly.has(word))) return null;
  if (said.some((word) => badly.has(word))) return false;
  return said.length > 1 && said.some((word) => well.has(word)) ? true : null;
}

function judge(language: AnswerWords, answer: boolean, rest: string[]): YesNo {
  const { yes, no, yesNoFillers } = language;
  const opposite = answer ? no : yes;
  const contradicts = rest.some(
    (word) => opposite.has(word) && !yesNoFillers.has(word) && word !== 'ok' && word !== 'right',
  );
  if (contradicts) return neither;
  const plain = rest.every((word) => yesNoFillers.has(word) || (answer ? yes : no).has(word));
  return { sure: plain || outcomeOf(language, rest) === answer ? answer : null, likely: answer };
}

/** “Thanks, no”: what comes first is politeness in any language. */
function withoutThanks(text: string): string {
  return text.replace(/^\s*(?:thank you|thanks|vielen dank|danke)[\s,.!–-]+(?=\S)/i, '');
}

function emoji(text: string): string[] {
  return /[👍✅✔]/u.test(text) ? ['yes'] : ['no'];
}
