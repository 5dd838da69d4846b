import { wordsOf } from './answers/words.ts';

/** What a language is called, in English and German, as `wordsOf` writes words; and words that are its alone. */
const languages: Readonly<Record<string, { names: readonly string[]; own: readonly string[] }>> = {
  en: {
    names: ['english', 'englisch'],
    own: list(`the is my and not i you can how what where when does do did have has with for of to on are it this that a an
      cannot cant dont doesnt isnt wont please need want would like your help me we our from at be been`),
  },
  de: {
    names: ['german', 'deutsch', 'deutsche'],
    own: list(`ich mein meine meinen meinem der das und nicht ist wie kann mit fur auf ein eine einen einem geht
      funktioniert bitte habe hat haben sie wir uns mir mich zu zum zur von vom den dem des wo wann warum brauche mochte
      kein keine keinen mehr noch auch bei nach aus seit gestern heute oder wenn sich es wird wurde bin sind`),
  },
  fr: {
    names: ['french', 'franzosisch', 'francais'],
    own: list('je ne pas est le la les un une mon ma mes avec pour'),
  },
  es: {
    names: ['spanish', 'spanisch', 'espanol'],
    own: list('no el la los las mi mis con para que es una como puedo'),
  },
  it: {
    names: ['italian', 'italienisch', 'italiano'],
    own: list('il lo gli non mio mia con per che sono come posso'),
  },
  nl: {
    names: ['dutch', 'niederlandisch', 'nederlands'],
    own: list('ik mijn het een niet met voor hoe kan ben heb'),
  },
  pt: {
    names: ['portuguese', 'portugiesisch', 'portugues'],
    own: list('nao meu minha com para que uma como posso'),
  },
  pl: { names: ['polish', 'polnisch', 'polski'], own: list('nie moj moja jak jest moge prosze dla') },
};

const byName: ReadonlyMap<string, string> = new Map(
  Object.entries(languages).flatMap(([language, { names }]) =>
    names.map((name): [string, string] => [name, language]),
  ),
);
const wishes = [
  /^(?:can|could|may|shall) (?:we|i|you) (?:please )?(?:speak|talk|chat|write|switch|change|continue|go on|have this)(?: to| in| with me in)? (\w+)$/,
  /^(?:please )?(?:speak|talk|write|answer|continue|go on|switch|change)(?: the language)?(?: to| in)?(?: me)?(?: in)? (\w+)$/,
  /^do you (?:speak|understand) (\w+)$/,
  /^i (?:speak|want|prefer|would prefer|would like)(?: to speak)?(?: in)? (\w+)$/,
  /^in (\w+)$/,
  /^auf (\w+)$/,
  /^(?:konnen|konnten|kann|wollen) (?:wir|ich|sie) (?:auf )?(\w+)(?: sprechen| reden| schreiben| weitermachen)?$/,
  /^(?:sprich|sprechen sie|sprechen wir|rede|schreib|schreiben sie|antworte|antworten sie|weiter|lieber|wechsle|wechseln sie|wechsel)(?: auf| zu| in| nach)? (\w+)$/,
  /^(?:sprichst du|sprechen sie|kannst du) (\w+)$/,
  /^(?:sprache|language) (\w+)$/,
];
const polite = new Set(['please', 'bitte', 'now', 'jetzt', 'ok', 'okay', 'thanks', 'danke', 'mir', 'lieber']);

/** The language that a text asks for as a whole (domain B6); null: it asks for none. `alone`: its name only. */
export function languageAsked(text: string): { language: string; alone: boolean } | null {
  const words = wordsOf(text);
  const said = words.filter((word) => !polite.has(word)).join(' ');
  const named = byName.get(said);
  if (named !== undefined) return { language: named, alone: words.length === 1 };
  for (const wish of wishes) {
    const language = byName.get(wish.exec(said)?.[1] ?? '');
    if (language !== undefined) return { language, alone: false };
  }
  return null;
}

/** How many words of a text are a language's own; 0 for a language that is not known here. */
export function ownWords(text: string, language: string): number {
  const own = new Set(languages[language]?.own ?? []);
  return wordsOf(text).filter((word) => own.has(word)).length;
}

function list(words: string): readonly string[] {
  return words.split(/\s+/);
}
