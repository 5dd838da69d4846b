import { type DialogTurn, say, topRun, viewOf } from './dialogTurn.ts';
import { discover } from './discover.ts';
import { languageAsked, ownWords } from './languages.ts';
import { messagesFor } from './messages.ts';

/** How many words of a text must be another language's own, and how many more than of the language it is in. */
const ownWordsNeeded = 2;

/**
 * “Auf Deutsch bitte”: changes the language and asks the current question in it. False: no language was asked for.
 * `alone`: whether its name by itself counts, which may also be an answer.
 */
export function changeLanguageIfAsked(turn: DialogTurn, said: string, alone: boolean): boolean {
  const asked = languageAsked(said);
  if (asked === null || (asked.alone && !alone)) return false;
  const known = languagesOf(turn);
  if (known.includes(asked.language)) {
    changeLanguage(turn, asked.language, 'requested');
    say(turn, { type: 'text', text: turn.texts.dialog.languageChanged });
  } else {
    const nameOf = new Intl.DisplayNames([turn.context.locale], { type: 'language' });
    const names = known.map((language) => nameOf.of(language) ?? language).join(', ');
    say(turn, { type: 'text', text: turn.texts.dialog.languageUnknown(names) });
  }
  const run = topRun(turn);
  if (run !== null) run.awaiting = false;
  else if (known.includes(asked.language)) say(turn, { type: 'text', text: turn.texts.whatElse });
  return true;
}

/** domain B6: the first utterance shows the language, if nobody chose one and its words leave no doubt. */
export function detectLanguage(turn: DialogTurn, said: string): void {
  if (turn.state.languageKnown) return;
  turn.state.languageKnown = true;
  if (!turn.context.settings.discovery.detectLanguage) return;
  const present = languageOf(turn.context.locale);
  const now = ownWords(said, present);
  const [best] = languagesOf(turn)
    .filter((language) => language !== present)
    .map((language) => ({ language, words: ownWords(said, language) }))
    .sort((a, b) => b.words - a.words);
  if (best === undefined || best.words === 0) return;
  const plain = best.words >= ownWordsNeeded && best.words >= now + ownWordsNeeded;
  // “Mein VPN bricht ab”: one word, and a topic that is found in that language alone.
  const found = now === 0 && finds(turn, said, best.language) && !finds(turn, said, present);
  if (plain || found) changeLanguage(turn, best.language, 'detected');
}

function finds(turn: DialogTurn, said: string, locale: string): boolean {
  const view = viewOf(turn);
  const inLanguage = { ...view, context: { ...view.context, locale } };
  return discover(turn.catalog, inLanguage, said).outcome !== 'none';
}

function changeLanguage(turn: DialogTurn, to: string, by: 'detected' | 'requested'): void {
  turn.state.languageKnown = true;
  const from = turn.context.locale;
  if (languageOf(from) === to) return;
  turn.context = { ...turn.context, locale: to };
  turn.texts = messagesFor(to);
  turn.events.push({ type: 'language_changed', from, to, by });
}

/** The languages that topics speak: their own and those they are translated to. */
function languagesOf({ catalog }: DialogTurn): string[] {
  const found = new Set<string>();
  for (const { definition } of catalog.current())
    for (const tag of [definition.language, ...Object.keys(definition.translations)])
      found.add(languageOf(tag));
  return [...found].sort();
}

function languageOf(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? tag;
}
