import { wordsOf } from './words.ts';

const yesWords = new Set(
  'yes y yeah yea yep yup yess ya aye sure ok okay k absolutely definitely certainly correct right true affirmative indeed please exactly totally 👍 ✅ ✔'.split(
    ' ',
  ),
);
const noWords = new Set('no n nope nah nay negative false never none nothing 👎 ❌'.split(' '));
/** Words that change nothing about a yes or a no. */
const fillers = new Set(
  `thanks thank you thx cheers please it does is do i am have has did was that thats this one the a so very much all for now
  just really at moment today good great fine everything else im ill be go ahead can could would like to thing of course
  not isnt doesnt dont didnt havent hasnt wasnt arent cant wont bother need needed want sir mate sorry we they there are then well`.split(
    /\s+/,
  ),
);
const yesPhrases = [
  'of course',
  'go ahead',
  'go on',
  'why not',
  'that is right',
  'thats right',
  'thats it',
  'i do',
  'i am',
  'it is',
  'it does',
  'i have',
  'i did',
  'sounds good',
  'do it',
  'by all means',
  'i would',
  'id like that',
  'that would be great',
];
const noPhrases = [
  'not really',
  'not now',
  'not yet',
  'not at all',
  'no way',
  'i dont think so',
  'dont think so',
  'im good',
  'im fine',
  'im done',
  'all good',
  'all set',
  'thats all',
  'that is all',
  'thats it for now',
  'that will be all',
  'nothing else',
  'i dont',
  'it isnt',
  'it doesnt',
  'i havent',
  'i didnt',
  'id rather not',
  'not today',
  'not any more',
  'not anymore',
];

const setOf = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));
const aboutIt =
  setOf(`it its this that they thats i ive im am are is was be been has have had did does do will would the a
  still just yet now again at all really sadly unfortunately sorry afraid but so for me here either any more anymore even
  though ever much very well perfectly fine great finally properly correctly better and thanks thank you luck change changes changed
  difference effect problem as before make made seem seems to no`);
const well = setOf('works work working worked help helps helped fixed solved did does is resolved');
const badly =
  setOf(`not doesnt didnt isnt wasnt hasnt havent wont cant cannot dont never no nothing broken fails failing
  failed same unchanged unfortunately`);

/**
 * What “it” does, said of what was tried: “still not working” is a no, “works now” a yes. Null when anything is named:
 * “the printer does not work” is news.
 */
function outcomeOf(said: readonly string[]): boolean | null {
  if (
    /^(?:no (?:luck|change|difference|effect|better)|nothing (?:work|help|change|has|did))/.test(
      said.join(' '),
    )
  )
    return false;
  const [first = ''] = said;
  if (yesWords.has(first) || noWords.has(first)) return null;
  if (!said.every((word) => aboutIt.has(word) || well.has(word) || badly.has(word))) return null;
  if (said.some((word) => badly.has(word))) return false;
  return said.length > 1 && said.some((word) => well.has(word)) ? true : null;
}

/**
 * Yes or no in people's words (domain B4 Boolean, TD2). `sure`: nothing else was said. `likely`: what it begins with,
 * when more follows ("yes since I restarted it") – good enough if the rest means nothing by itself.
 */
export function parseYesNo(
  text: string,
  { outcomes = true }: { outcomes?: boolean } = {},
): { sure: boolean | null; likely: boolean | null } {
  const words = /[👍✅✔👎❌]/u.test(text) ? emoji(text) : wordsOf(text);
  if (words.length === 0) return { sure: null, likely: null };
  const said = words.join(' ');
  const outcome = outcomeOf(words);
  if (outcome !== null) return outcomes ? { sure: outcome, likely: outcome } : { sure: null, likely: null };
  const no = noPhrases.find((phrase) => said === phrase || said.startsWith(`${phrase} `));
  if (no !== undefined) return judge(false, words.slice(no.split(' ').length));
  const yes = yesPhrases.find((phrase) => said === phrase || said.startsWith(`${phrase} `));
  if (yes !== undefined) return judge(true, words.slice(yes.split(' ').length));
  const first = words[0] ?? '';
  if (noWords.has(first)) return judge(false, words.slice(1));
  if (yesWords.has(first)) return judge(true, words.slice(1));
  return { sure: null, likely: null };
}

function judge(answer: boolean, rest: string[]): { sure: boolean | null; likely: boolean | null } {
  const opposite = answer ? noWords : yesWords;
  const contradicts = rest.some(
    (word) => opposite.has(word) && !fillers.has(word) && word !== 'ok' && word !== 'right',
  );
  if (contradicts) return { sure: null, likely: null };
  const plain = rest.every((word) => fillers.has(word) || (answer ? yesWords : noWords).has(word));
  return { sure: plain || outcomeOf(rest) === answer ? answer : null, likely: answer };
}

function emoji(text: string): string[] {
  return /[👍✅✔]/u.test(text) ? ['yes'] : ['no'];
}
