import { type DigitRun, digitRuns, spanOf } from './digitGroups.ts';
import type { Span } from './span.ts';

const shortest = 13;
const longest = 19;
/** Digits behind the plus, by E.164. */
const longestPhone = 15;
/** UUIDs and long hashes hold digits enough for a card. */
const identifiers = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\b(?=[0-9]*[a-f])[0-9a-f]{24,}\b/gi;

/**
 * M1: card numbers, 13 to 19 digits with blanks or dashes anywhere between them, with Luhn's check digit. So that
 * timestamps and order numbers stay (one in ten passes Luhn), the first digits must be those of a network with cards
 * of that length, unless it is written as cards are: in fours.
 */
export function findCards(plain: string): Span[] {
  const found: Span[] = [];
  const readable = plain.replace(identifiers, (id) => 'x'.repeat(id.length));
  for (const run of digitRuns(readable)) {
    const last = run.groups.length - 1;
    // A number with a country code and an amount with decimals have no card in their first group.
    for (let group = 0; group < last; group += 1) {
      const from = run.groups[group] ?? 0;
      const end = cardFrom(run, group);
      if (end === null || (end - from <= longestPhone && isPhone(readable, run.at[from] ?? 0))) continue;
      found.push(spanOf(run, from, end));
      while (group + 1 < last && (run.groups[group + 1] ?? 0) < end) group += 1;
    }
  }
  return found;
}

/** Where the card that begins with this group ends; null: none does. The longest counts. */
function cardFrom({ digits, groups }: DigitRun, group: number): number | null {
  const from = groups[group] ?? 0;
  // A group has a digit at least: what is further away cannot belong to it.
  for (let next = Math.min(groups.length - 1, group + longest); next > group; next -= 1) {
    const end = groups[next] ?? 0;
    if (end - from > longest) continue;
    if (end - from < shortest) return null;
    const number = digits.slice(from, end);
    if ((isOfNetwork(number) || inFours(groups.slice(group, next + 1))) && passesLuhn(number)) return end;
  }
  return null;
}

function isPhone(plain: string, at: number): boolean {
  return plain[at - 1] === '+' || (plain[at - 1] === '(' && plain[at - 2] === '+');
}

function inFours(groups: number[]): boolean {
  return groups.length === 5 && groups.every((at, index) => at - (groups[0] ?? 0) === index * 4);
}

/** The networks' first digits and lengths: ISO/IEC 7812, as the networks publish them. */
const networks: readonly { first: RegExp; lengths: readonly number[] }[] = [
  { first: /^4/, lengths: [13, 16, 19] },
  { first: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { first: /^3[47]/, lengths: [15] },
  { first: /^30[0-5]/, lengths: [14] },
  { first: /^3[689]/, lengths: [14, 15, 16, 17, 18, 19] },
  { first: /^35(2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { first: /^(6011|64[4-9]|65|62|60|8[12]|508|220[0-4]|9792)/, lengths: [16, 17, 18, 19] },
  { first: /^(50|5[6-8]|6)/, lengths: [13, 14, 15, 16, 17, 18, 19] },
];

function isOfNetwork(number: string): boolean {
  return networks.some(({ first, lengths }) => lengths.includes(number.length) && first.test(number));
}

function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let place = 0; place < number.length; place += 1) {
    const digit = Number(number[number.length - 1 - place]);
    const twice = digit * 2;
    sum += place % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}
