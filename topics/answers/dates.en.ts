import { dayOfMonth, endOf, isDate, shiftDay, type Unit, weekdayFrom } from './calendar.ts';
import { clockTime } from './clockTime.ts';
import type { DateWords } from './dateRules.ts';
import { numbers } from './words.en.ts';

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const months = 'january february march april may june july august september october november december'.split(
  ' ',
);
const month =
  '(jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|june?|july?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?)';
const count = '(\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few)';
const hours = '(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,2})';

const unitOf = (word: string): Unit =>
  word.startsWith('d') ? 'day' : word.startsWith('w') ? 'week' : word.startsWith('m') ? 'month' : 'year';
const monthOf = (word: string) => months.findIndex((name) => name.startsWith(word.slice(0, 3))) + 1;
const yearOf = (word: string | undefined) => (word === undefined ? undefined : Number(word));
function countOf(word: string): number {
  if (word === 'a couple of') return 2;
  if (word === 'a few') return 3;
  if (word === 'a' || word === 'an') return 1;
  return numbers.get(word) ?? Number(word);
}

export const dateWords: DateWords = {
  days: [
    { pattern: /\b\d{4}-\d{2}-\d{2}\b/, day: ([date]) => (isDate(date) ? date : null) },
    { pattern: /\b(?:the )?day after tomorrow\b/, day: (_, { today }) => shiftDay(today, 2, 'day') },
    { pattern: /\b(?:the )?day before yesterday\b/, day: (_, { today }) => shiftDay(today, -2, 'day') },
    {
      pattern: /\b(?:the )?end of (?:the |this )?(next )?(week|month|year)\b/,
      day: ([, next, unit = ''], { today }) =>
        endOf(
          today,
          unit === 'week' ? 'week' : unit === 'month' ? 'month' : 'year',
          next === undefined ? 0 : 1,
        ),
    },
    {
      pattern: new RegExp(`\\b(in )?${count} (day|week|month|year)s?('? time| from now)?( ago)?\\b`),
      day([, within, amount = '', unit = '', ahead, ago], { today, past }) {
        const back = ago !== undefined || (past && within === undefined && ahead === undefined);
        return shiftDay(today, (back ? -1 : 1) * countOf(amount), unitOf(unit));
      },
    },
    {
      pattern: /\b(?:today|this (?:morning|afternoon|evening)|tonight|just now|right now|now)\b/,
      day: (_, { today }) => shiftDay(today, 0, 'day'),
    },
    // “As soon as possible” is no day, but tomorrow is the earliest that anybody can count on.
    {
      pattern: /\b(?:tomorrow|tomorow|tommorow|tmrw|asap|a\.s\.a\.p|as soon as (?:possible|you can))\b/,
      day: (_, { today }) => shiftDay(today, 1, 'day'),
    },
    { pattern: /\b(?:yesterday|last night)\b/, day: (_, { today }) => shiftDay(today, -1, 'day') },
    {
      pattern: /\b(next|last) (week|month|year)\b/,
      day: ([, which, unit = ''], { today }) => shiftDay(today, which === 'last' ? -1 : 1, unitOf(unit)),
    },
    // "monday" is the coming one, "last" and "since" the one before; "next monday" never is today.
    {
      pattern: new RegExp(
        `\\b(?:(next|last|this|on|since|by|coming) )?(${weekdays.map((d) => `${d.slice(0, 3)}(?:${d.slice(3)})?`).join('|')})\\b`,
      ),
      day([, which, name = ''], { today, past }) {
        const back =
          which === 'last' || which === 'since' || (past && which !== 'next' && which !== 'coming');
        const weekday = weekdays.findIndex((day) => day.startsWith(name));
        return weekdayFrom(today, weekday, back ? 'last' : which === 'this' ? 'this' : 'coming');
      },
    },
    {
      pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${month}(?: (\\d{4}))?(?![a-z])`),
      day: ([, day, name = '', year], { today }) =>
        dayOfMonth(today, Number(day), monthOf(name), yearOf(year)),
    },
    {
      pattern: new RegExp(`\\b${month} (\\d{1,2})(?:st|nd|rd|th)?(?: (\\d{4}))?\\b`),
      day: ([, name = '', day, year], { today }) =>
        dayOfMonth(today, Number(day), monthOf(name), yearOf(year)),
    },
    // 03/04/2026 is one day in one country and another in the next: it is asked about rather than guessed.
    {
      pattern: /\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b/,
      day([, first, separator, second, year], { today }) {
        const [a, b] = [Number(first), Number(second)];
        if (a <= 12 && b <= 12 && a !== b && separator !== '.') return 'ambiguous';
        return b > 12 ? dayOfMonth(today, b, a, Number(year)) : dayOfMonth(today, a, b, Number(year));
      },
    },
  ],
  times: [
    { pattern: /\b(?:at )?(?:noon|midday)\b/, time: () => '12:00' },
    { pattern: /\b(?:at )?midnight\b/, time: () => '00:00' },
    { pattern: /\b(?:right )?now\b/, time: (_, now) => now.toISOString().slice(11, 16) },
    {
      pattern: new RegExp(
        `\\b(?:at |around |about )?(half past|quarter past|quarter to) ${hours}(?: ?([ap])\\.?m\\.?)?(?![a-z])`,
      ),
      time([, part = '', said = '', half]) {
        const hour = (numbers.get(said) ?? Number(said)) - (part === 'quarter to' ? 1 : 0);
        const minutes = { 'half past': 30, 'quarter past': 15, 'quarter to': 45 }[part] ?? 0;
        return clockTime(hour, minutes, half === 'p' ? 'afternoon' : half === 'a' ? 'morning' : 'unsaid');
      },
    },
    {
      pattern:
        /(?:\b(at|around|about|since|by) )?\b(\d{1,2})(?:[:.h](\d{2}))?(?: ?(a\.?m\.?|p\.?m\.?|o'?clock))?(?![\d/-])/,
      time([, at, hour = '', minutes, half = '']) {
        const bare = minutes === undefined && half === '';
        // "3" alone is a time only after "at".
        if (bare && (at === undefined || at === 'since')) return null;
        if (minutes !== undefined && half === '') return clockTime(Number(hour), Number(minutes), 'exact');
        const part = half.startsWith('p') ? 'afternoon' : half.startsWith('a') ? 'morning' : 'unsaid';
        return clockTime(Number(hour), Number(minutes ?? 0), part);
      },
    },
    {
      pattern: new RegExp(`\\b(?:at|around|about|by) ${hours}(?: o'?clock)?\\b`),
      time: ([, said = '']) => clockTime(numbers.get(said) ?? Number(said), 0, 'unsaid'),
    },
  ],
  minutes: new RegExp(`^(?:in )?${count} (minute|hour)s?(?:'? time| from now)?( ago)?$`),
  minutesFrom: ([, amount = '', unit, ago]) =>
    (ago === undefined ? 1 : -1) * countOf(amount) * (unit === 'hour' ? 60 : 1),
  lateInDay: /\b(?:afternoon|evening|tonight)\b/,
  fillers:
    /\b(?:since|from|on|at|about|around|by|it|started|is|was|the|i think|think|maybe|probably|sometime|ago|morning|afternoon|evening|please|for|utc|in|early|late)\b/g,
};
