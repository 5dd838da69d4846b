import { type Doc, isDoc, type Value } from '../bson/values.ts';

const index = /^(0|[1-9][0-9]{0,8})$/;

/** The array index that a path component names, or -1. */
export function arrayIndex(component: string): number {
  return index.test(component) ? Number(component) : -1;
}

/** Told each value that a path leads to; `undefined` is a missing field. Answering true ends the walk. */
export type Visit = (value: Value | undefined, position: number) => boolean;

/**
 * Walks the values that a dotted path of a query leads to, MongoDB's way: arrays on the way are entered (one
 * level, and by position where the component is a number); an array at the end gives its elements and then
 * itself (not when `wholeArrays`, which gives it alone). `position` is the index of the outermost element
 * that led there, or -1: what the positional `$` of an update means.
 */
export function visitPath(doc: Doc, parts: readonly string[], wholeArrays: boolean, visit: Visit): boolean {
  return step(doc, parts, 0, wholeArrays, -1, visit);
}

function step(
  doc: Doc,
  parts: readonly string[],
  at: number,
  wholeArrays: boolean,
  position: number,
  visit: Visit,
): boolean {
  const value = doc.get(parts[at] as string);
  if (at === parts.length - 1) return leaf(value, wholeArrays, position, visit);
  if (value instanceof Map) return step(value, parts, at + 1, wholeArrays, position, visit);
  if (Array.isArray(value)) return elements(value, parts, at + 1, wholeArrays, position, visit);
  return visit(undefined, position);
}

function leaf(value: Value | undefined, wholeArrays: boolean, position: number, visit: Visit): boolean {
  if (!wholeArrays && Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (visit(value[i], position < 0 ? i : position)) return true;
  }
  return visit(value, position);
}

function elements(
  list: readonly Value[],
  parts: readonly string[],
  at: number,
  wholeArrays: boolean,
  position: number,
  visit: Visit,
): boolean {
  for (let i = 0; i < list.length; i++) {
    const each = list[i];
    if (each instanceof Map && step(each, parts, at, wholeArrays, position < 0 ? i : position, visit))
      return true;
  }
  const named = arrayIndex(parts[at] as string);
  if (named < 0 || named >= list.length) return false;
  const each = list[named] as Value;
  if (at === parts.length - 1) return visit(each, position < 0 ? named : position);
  const outer = position < 0 ? named : position;
  if (isDoc(each)) return step(each, parts, at + 1, wholeArrays, outer, visit);
  if (Array.isArray(each)) return elements(each, parts, at + 1, wholeArrays, outer, visit);
  return false;
}
