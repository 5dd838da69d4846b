import type { InteractionHeader } from '../../contracts/header.ts';
import { type FacetName, facetNames } from '../../contracts/interactionsQuery.ts';
import { facetValue, facetValues } from './facets.ts';
import { wordsOf } from './words.ts';

/** Raise it when other keys are made: documents with older ones are then gone over again (backfillKeys.ts). */
export const keysVersion = 2;

/** An interaction that many tags and topics came to is still found by these many words of its header. */
const mostHeaderWords = 300;

/**
 * What an interaction is found by, in one list that one index serves: a key for each value of its fields and for each word
 * of its header, and the words that were said. Pure.
 */
export function searchKeys(header: InteractionHeader, said: readonly string[]): string[] {
  const values = facetNames.flatMap((name) => facetValues(name, header).map((value) => `${name}:${value}`));
  const words = headerWords(header);
  return [...new Set([...values, ...words.map(headerWordKey), ...[...words, ...said].map(wordKey)])];
}

/** The key of a value that a list is filtered by. */
export function facetKey(name: FacetName, value: string): string {
  return `${name}:${facetValue(value)}`;
}

/** Everything in the domain and below it. */
export function domainKey(domain: string): string {
  return facetKey('domain', domain);
}

export function headerWordKey(word: string): string {
  return `w:${word}`;
}

/**
 * The word, wherever it stands: in the header or in what was said, so that one key finds both. Not everybody who may list
 * an interaction may read what was said in it; for others the header has keys of its own.
 */
export function wordKey(word: string): string {
  return `a:${word}`;
}

/** The words of the fields that the text search looks at. */
function headerWords(header: InteractionHeader): string[] {
  const { number, shortDescription, openedFor, assignedTo, account, contact, consumer, tags, topics } =
    header;
  const texts = [number, shortDescription, openedFor.name, openedFor.email, assignedTo?.name];
  const all = [...texts, account, contact, consumer, ...tags, ...topics];
  return wordsOf(all.filter((text) => typeof text === 'string').join('\n')).slice(0, mostHeaderWords);
}

/** The fields of the header that `headerWords` reads, besides the number: who may not see them searches no words. */
export const wordFields = [
  'shortDescription',
  'openedFor',
  'assignedTo',
  'account',
  'contact',
  'consumer',
  'tags',
  'topics',
] as const;
