import type { AnswerWords } from './answerWords.ts';
import { normalise } from './words.ts';

/** As people write them: with umlauts, without their dots, or as `ae`, `oe`, `ue`, `ss`. */
function spellings(word: string): string[] {
  const written = word.replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss');
  return [...new Set([normalise(word), normalise(written)])];
}
const list = (words: string): string[] => words.split(/\s+/).flatMap(spellings);
const setOf = (words: string): ReadonlySet<string> => new Set(list(words));
const phrases = (...all: string[]): string[] => all.flatMap(spellings);

/** „Einundzwanzig“ is one word. */
const tens = 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'
  .split(' ')
  .flatMap((ten, i) =>
    ['', 'ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'].flatMap((unit, j) =>
      spellings(unit === '' ? ten : `${unit}und${ten}`).map((word): [string, number] => [
        word,
        20 + 10 * i + j,
      ]),
    ),
  );
export const numbers: ReadonlyMap<string, number> = new Map(
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'
    .split(' ')
    .flatMap((word, i) => spellings(word).map((spelled): [string, number] => [spelled, i]))
    .concat(tens, [
      ['ein', 1],
      ['eine', 1],
      ['einen', 1],
      ['einer', 1],
      ['keine', 0],
    ]),
);

/** How answers are given in German; both „du“ and „Sie“. */
export const words: AnswerWords = {
  yes: setOf(
    'ja j jo jep jup jawohl jaja klar sicher gerne gern natürlich selbstverständlich genau richtig stimmt korrekt passt unbedingt bestimmt freilich doch okay ok jau',
  ),
  no: setOf('nein nö nee ne nicht nie niemals keine keins keinen nichts falsch keinesfalls keineswegs'),
  yesNoFillers:
    setOf(`danke dankeschön vielen dank schön bitte das ist es sehr schon ich wir habe hab haben bin will möchte mag gut super prima
  alles so mal doch noch auch aber heute jetzt gerade eigentlich für mich uns na dann ganz wirklich herzlichen lieb ihnen dir
  nicht mehr brauche weiter weiteres sonst passt reicht stimmt gerne gern hat war wäre könnte kann wird moment im erstmal schon`),
  yesPhrases: phrases(
    'auf jeden fall',
    'na klar',
    'aber ja',
    'aber sicher',
    'sehr gerne',
    'sehr gern',
    'das stimmt',
    'das ist richtig',
    'das passt',
    'so ist es',
    'mach das',
    'machen sie das',
    'von mir aus',
    'warum nicht',
    'in ordnung',
    'einverstanden',
    'klingt gut',
    'hört sich gut an',
    'ich bitte darum',
  ),
  noPhrases: phrases(
    'eher nicht',
    'eigentlich nicht',
    'noch nicht',
    'gar nicht',
    'überhaupt nicht',
    'lieber nicht',
    'nicht wirklich',
    'nicht nötig',
    'heute nicht',
    'im moment nicht',
    'auf keinen fall',
    'ich glaube nicht',
    'glaube nicht',
    'ich denke nicht',
    'das wars',
    'das war es',
    'das war alles',
    'das ist alles',
    'nichts weiter',
    'nichts mehr',
    'sonst nichts',
    'alles gut',
    'bin fertig',
    'ich bin fertig',
  ),
  consent: phrases('kein problem', 'keine einwände', 'nichts dagegen'),
  aboutIt:
    setOf(`es das er sie ist war hat habe ich wir immer noch schon jetzt nun wieder leider gar auch aber so wie vorher bei mir uns
  endlich gut richtig einwandfrei perfekt danke vielen dank dafür sehr mehr alles trotzdem weiterhin nach vor gerade`),
  well: setOf(
    'geht funktioniert klappt geklappt läuft geholfen hilft behoben gelöst gefixt erledigt funktionierte',
  ),
  badly: setOf(
    'nicht nichts kein keine nie kaputt defekt gleiche gleich dasselbe unverändert leider genauso nein',
  ),
  inVain: /^(?:kein(?:e)? (?:erfolg|anderung|aenderung|besserung|unterschied)|nichts (?:geht|hilft|hat))/,
  ordinals: ['erst', 'zweit', 'dritt', 'viert', 'fünft', 'sechst', 'siebt', 'acht', 'neunt', 'zehnt'].map(
    (stem) => ['e', 'en', 'er', 'es', 'em', 'ens'].flatMap((ending) => spellings(`${stem}${ending}`)),
  ),
  pickFillers: setOf(
    'der die das den dem des ein eine einen einer mein meine meinen ich es ist etwas möchte hätte gern gerne will nehme nimm wähle option nummer nr bitte zu für davon von mir geht um',
  ),
  noneOfThese: setOf(
    'keine keiner keins keines keinen keinem kein von den denen diesen davon nichts weder noch nicht dabei andere anderes anderer anderen etwas was nein ist es passt',
  ),
  unsure:
    /^(?:(?:das )?(?:weiss|weiß) (?:ich |es )?(?:leider )?nicht|ich (?:weiss|weiß) (?:es )?(?:leider )?nicht|(?:ich )?bin (?:mir )?(?:nicht sicher|unsicher)|(?:ich (?:habe|hab) )?keine ahnung|nicht sicher|kann ich nicht sagen)(?= |$)/,
  joiner: /\bund\b/,
  more: phrases(
    'mehr',
    'mehr zeigen',
    'mehr anzeigen',
    'weitere',
    'weiter',
    'nächste',
    'nächste seite',
    'zeig mehr',
  ),
  back: phrases('zurück', 'vorherige', 'vorige', 'vorherige seite', 'eine seite zurück'),
  done: phrases(
    'fertig',
    'ich bin fertig',
    'das wars',
    'das war alles',
    'das ist alles',
    'mehr nicht',
    'erledigt',
    'keine mehr',
  ),
  courtesies: setOf(
    'danke dankeschön vielen dank schön bitte sehr hallo hi guten tag morgen abend moin servus super',
  ),
  onlyMe: ['nur ich', 'ich', 'ich allein', 'nur fur mich', 'nur fuer mich'],
  numbers,
  scales: new Map([
    ['hundert', 100],
    ['einhundert', 100],
    ['tausend', 1_000],
    ['eintausend', 1_000],
  ]),
};
