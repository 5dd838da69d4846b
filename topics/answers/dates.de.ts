import { dayOfMonth, endOf, isDate, shiftDay, type Unit, weekdayFrom } from './calendar.ts';
import { clockTime } from './clockTime.ts';
import type { DateWords } from './dateRules.ts';
import { numbers } from './words.de.ts';

const weekdays = ['sonntag', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag'];
const months = 'januar februar maerz april mai juni juli august september oktober november dezember'.split(
  ' ',
);
const month =
  '(jan(?:uar|\\.)?|jaenner|feb(?:ruar|\\.)?|maerz|maer\\.|apr(?:il|\\.)?|mai|juni?|juli?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|okt(?:ober|\\.)?|nov(?:ember|\\.)?|dez(?:ember|\\.)?)';
const count =
  '(\\d{1,3}|ein(?:e[mnr]?)?|zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|ein paar|einigen|einige)';
const unit = '(tag|woche|monat|jahr)(?:en|es|e|n)?';
const hours = '(eins?|zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|elf|zwoelf|\\d{1,2})';
const dayPart = '(?: (morgens|frueh|vormittags|mittags|nachmittags|abends|nachts))?';

const unitOf = (word: string): Unit =>
  word.startsWith('t') ? 'day' : word.startsWith('w') ? 'week' : word.startsWith('m') ? 'month' : 'year';
const monthOf = (word: string) =>
  word === 'jaenner' ? 1 : months.findIndex((name) => name.startsWith(word.slice(0, 3))) + 1;
const numberOf = (word: string) => numbers.get(word) ?? Number(word);
const yearOf = (word: string | undefined) => (word === undefined ? undefined : Number(word));
function countOf(word: string): number {
  if (word.startsWith('ein') && word !== 'ein paar' && !word.startsWith('einig')) return 1;
  return word === 'ein paar' || word.startsWith('einig') ? 3 : numberOf(word);
}
function hourOf(word: string, part: string | undefined, exact = false): string {
  return timeOf(numberOf(word), 0, part, exact);
}
function timeOf(hour: number, minutes: number, part: string | undefined, exact = false): string {
  if (part === 'nachmittags' || part === 'abends' || part === 'mittags')
    return clockTime(hour, minutes, 'afternoon');
  if (part !== undefined) return clockTime(hour, minutes, 'morning');
  return clockTime(hour, minutes, exact ? 'exact' : 'unsaid');
}

export const dateWords: DateWords = {
  days: [
    { pattern: /\b\d{4}-\d{2}-\d{2}\b/, day: ([date]) => (isDate(date) ? date : null) },
    { pattern: /\buebermorgen\b/, day: (_, { today }) => shiftDay(today, 2, 'day') },
    { pattern: /\bvorgestern\b/, day: (_, { today }) => shiftDay(today, -2, 'day') },
    {
      pattern: /\bende (?:des |der |dieses |dieser )?(naechsten |naechster )?(woche|monats?|jahre?s?)\b/,
      day: ([, next, word = ''], { today }) => {
        const of = unitOf(word);
        return endOf(today, of === 'day' ? 'month' : of, next === undefined ? 0 : 1);
      },
    },
    { pattern: /\bmonatsende\b/, day: (_, { today }) => endOf(today, 'month') },
    { pattern: /\bjahresende\b/, day: (_, { today }) => endOf(today, 'year') },
    {
      pattern: new RegExp(`\\b(?:(in|vor|seit) )?${count} ${unit}\\b`),
      day([, direction, amount = '', word = ''], { today, past }) {
        const back = direction === 'vor' || direction === 'seit' || (past && direction === undefined);
        return shiftDay(today, (back ? -1 : 1) * countOf(amount), unitOf(word));
      },
    },
    {
      pattern:
        /\b(?:heute(?: frueh| morgen| vormittag| nachmittag| abend| nacht)?|gerade eben|jetzt|sofort)\b/,
      day: (_, { today }) => shiftDay(today, 0, 'day'),
    },
    // “So schnell wie möglich” is no day, but tomorrow is the earliest that anybody can count on.
    {
      pattern:
        /\b(?:morgen(?: frueh| vormittag| nachmittag| abend)?|so (?:schnell|bald) wie moeglich|schnellstmoeglich|baldmoeglichst)\b/,
      day: (_, { today }) => shiftDay(today, 1, 'day'),
    },
    {
      pattern: /\bgestern(?: frueh| morgen| vormittag| nachmittag| abend| nacht)?\b/,
      day: (_, { today }) => shiftDay(today, -1, 'day'),
    },
    {
      pattern: /\b(naechste|kommende|letzte|vorige|vergangene)[nrsm]? (woche|monat|jahr)\b/,
      day: ([, which = '', word = ''], { today }) =>
        shiftDay(today, /^[nk]/.test(which) ? 1 : -1, unitOf(word)),
    },
    // „Montag“ is the coming one, „letzten“ and „seit“ the one before; „nächsten Montag“ never is today.
    {
      pattern: new RegExp(
        `\\b(?:(naechst|kommend|diese|letzt|vorig|vergangen|seit|am|bis|ab)(?:e[nrsm]?|[nrsm])? )?(?:dem )?(${weekdays.join('|')}|sonnabend)s?(?:frueh|morgen|vormittag|mittag|nachmittag|abend)?\\b`,
      ),
      day([, which, name = ''], { today, past }) {
        const before = which !== undefined && /^(?:letzt|vorig|vergangen|seit)$/.test(which);
        const back = before || (past && which !== 'naechst' && which !== 'kommend');
        const weekday = name === 'sonnabend' ? 6 : weekdays.indexOf(name);
        return weekdayFrom(today, weekday, back ? 'last' : which === 'diese' ? 'this' : 'coming');
      },
    },
    {
      pattern: new RegExp(`\\b(\\d{1,2})\\.? ?${month}(?: (\\d{4}))?(?![a-z])`),
      day: ([, day, name = '', year], { today }) =>
        dayOfMonth(today, Number(day), monthOf(name), yearOf(year)),
    },
    // With dots it is the day first; „am 3.4. um 15.30 Uhr“ has a date and a time.
    {
      pattern: /\b(\d{1,2})\.(\d{1,2})\.? ?(\d{4}|\d{2}(?![\d.:]))?(?! ?uhr)(?!\d)/,
      day: ([, day, number, year], { today }) => dayOfMonth(today, Number(day), Number(number), yearOf(year)),
    },
  ],
  times: [
    { pattern: /\b(?:um )?(?:mitternacht|null uhr)\b/, time: () => '00:00' },
    {
      pattern: new RegExp(
        `\\b(?:um |gegen |ab |seit )?(halb|viertel nach|viertel vor) ${hours}(?: uhr)?${dayPart}(?![a-z])`,
      ),
      time([, part = '', said = '', dayTime]) {
        const hour = numberOf(said) - (part === 'viertel nach' ? 0 : 1);
        const minutes = { halb: 30, 'viertel nach': 15, 'viertel vor': 45 }[part] ?? 0;
        return timeOf(hour === 0 ? 12 : hour, minutes, dayTime);
      },
    },
    {
      pattern: new RegExp(
        `(?:\\b(?:um|gegen|ab|seit) )?\\b(\\d{1,2})(?:[:.](\\d{2}))? ?uhr(?: (\\d{1,2}))?${dayPart}(?![a-z])`,
      ),
      time([, hour = '', minutes, after, dayTime]) {
        const spoken = minutes ?? after;
        return timeOf(Number(hour), Number(spoken ?? 0), dayTime, spoken !== undefined);
      },
    },
    {
      pattern: new RegExp(`(?:\\b(?:um|gegen|ab|seit) )?\\b(\\d{1,2}):(\\d{2})${dayPart}(?![\\da-z])`),
      time: ([, hour = '', minutes, dayTime]) => timeOf(Number(hour), Number(minutes), dayTime, true),
    },
    {
      pattern: /\b(?:um|gegen) (\d{1,2})\.(\d{2})(?![\d.])/,
      time: ([, hour = '', minutes]) => timeOf(Number(hour), Number(minutes), undefined, true),
    },
    {
      pattern: new RegExp(`\\b(?:(um|gegen|ab) )?${hours}( uhr)?${dayPart}(?![\\d.:a-z])`),
      time: ([, at, said = '', clock, dayTime]) =>
        at === undefined && clock === undefined && dayTime === undefined ? null : hourOf(said, dayTime),
    },
    { pattern: /\b(?:am |zu )?mittags?\b/, time: () => '12:00' },
    { pattern: /\b(?:jetzt|gerade eben)\b/, time: (_, now) => now.toISOString().slice(11, 16) },
  ],
  minutes: new RegExp(`^(?:(in|vor|seit) )?${count} (minute|stunde)n?$`),
  minutesFrom: ([, direction, amount = '', word]) =>
    (direction === 'vor' || direction === 'seit' ? -1 : 1) * countOf(amount) * (word === 'stunde' ? 60 : 1),
  lateInDay: /\b(?:nachmittags?|abends?)\b/,
  fillers:
    /\b(?:seit|dem|den|der|des|die|das|von|vom|ab|am|an|um|gegen|ungefaehr|etwa|circa|ca|bis|zum|es|ist|war|begann|angefangen|hat|ich glaube|glaube|vielleicht|wahrscheinlich|irgendwann|frueh|morgens|vormittags?|nachmittags?|abends?|nachts|bitte|fuer|im|in|uhr)\b/g,
};
