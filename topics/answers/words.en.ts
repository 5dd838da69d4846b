import type { AnswerWords } from './answerWords.ts';

const setOf = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

export const numbers: ReadonlyMap<string, number> = new Map(
  'none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, i): [string, number] => [word, i])
    .concat(
      'thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, i) => [word, 30 + 10 * i]),
    ),
);

/** How answers are given in English. */
export const words: AnswerWords = {
  yes: setOf(
    'yes y yeah yea yep yup yess ya aye sure ok okay k absolutely definitely certainly correct right true affirmative indeed please exactly totally 👍 ✅ ✔',
  ),
  no: setOf('no n nope nah nay negative false never none nothing 👎 ❌'),
  yesNoFillers:
    setOf(`thanks thank you thx cheers please it does is do i am have has did was that thats this one the a so very much all for now
  just really at moment today good great fine everything else im ill be go ahead can could would like to thing of course
  not isnt doesnt dont didnt havent hasnt wasnt arent cant wont bother need needed want sir mate sorry we they there are then well`),
  yesPhrases: [
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
  ],
  noPhrases: [
    'rather not',
    'id rather not',
    'i would rather not',
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
  ],
  consent: ['no problem', 'no objection', 'no objections', 'no worries'],
  aboutIt:
    setOf(`it its this that they thats i ive im am are is was be been has have had did does do will would the a
  still just yet now again at all really sadly unfortunately sorry afraid but so for me here either any more anymore even
  though ever much very well perfectly fine great finally properly correctly better and thanks thank you luck change changes changed
  difference effect problem as before make made seem seems to no`),
  well: setOf('works work working worked help helps helped fixed solved did does is resolved'),
  badly:
    setOf(`not doesnt didnt isnt wasnt hasnt havent wont cant cannot dont never no nothing broken fails failing
  failed same unchanged unfortunately`),
  inVain: /^(?:no (?:luck|change|difference|effect|better)|nothing (?:work|help|change|has|did))/,
  ordinals: [
    'first',
    'second',
    'third',
    'fourth',
    'fifth',
    'sixth',
    'seventh',
    'eighth',
    'ninth',
    'tenth',
  ].map((word) => [word]),
  pickFillers: setOf(
    'the a an i my its it is something anything want would like pick choose option number one please to id ill take that of for',
  ),
  noneOfThese: setOf(
    'none of these them those the above neither any not listed here other another something else different nothing no',
  ),
  unsure:
    /^(?:i )?(?:(?:really )?(?:do not|dont) know|am not sure|not sure|im not sure|no idea|unsure|dunno|cant say|cannot say)(?= |$)/,
  joiner: /,|;|&|\band\b|\n/,
  more: ['more', 'show more', 'more please', 'next', 'next page', 'show me more', 'others'],
  back: ['back', 'previous', 'previous page', 'go back', 'page back'],
  done: [
    'done',
    'im done',
    'that is all',
    'thats all',
    'thats it',
    'finished',
    'no more',
    'ready',
    'all done',
  ],
  courtesies: setOf('thanks thank you thx ty very much so a lot many cheers please pls hi hello hey great'),
  onlyMe: ['me', 'just me', 'only me', 'its just me', 'its only me', 'its me'],
  numbers,
  scales: new Map([
    ['hundred', 100],
    ['thousand', 1_000],
  ]),
};
