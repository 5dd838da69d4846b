import { formatDoc, formatValue } from '../bson/format.ts';
import { type Doc, isDoc, type Value } from '../bson/values.ts';
import { badValue, StoreError } from '../errors.ts';
import { arrayIndex } from '../query/paths.ts';

const maxPadding = 1_500_000;

/** A place in a document that an update works on: the field or element `name` of `parent`. */
export class Place {
  constructor(
    readonly root: Doc,
    readonly parent: Doc | Value[],
    readonly name: string,
    readonly path: string,
  ) {}

  get(): Value | undefined {
    if (isDoc(this.parent)) return this.parent.get(this.name);
    return this.parent[arrayIndex(this.name)];
  }

  set(value: Value): void {
    if (isDoc(this.parent)) {
      this.parent.set(this.name, value);
      return;
    }
    const index = arrayIndex(this.name);
    if (index < 0) throw notViable(this.name, this.path, this.parent);
    if (index > this.parent.length + maxPadding)
      throw badValue('cannot backfill array to larger than 1500000 elements');
    while (this.parent.length < index) this.parent.push(null);
    this.parent[index] = value;
  }

  /** A removed array element becomes null, as `$unset` does it. */
  unset(): void {
    if (isDoc(this.parent)) this.parent.delete(this.name);
    else {
      const index = arrayIndex(this.name);
      if (index >= 0 && index < this.parent.length) this.parent[index] = null;
    }
  }
}

/**
 * The place of a concrete dotted path. With `create`, missing documents on the way are made (once the
 * operator asks); without, a missing way gives undefined. Throws code 28 where a scalar is in the way.
 */
export function placeOf(root: Doc, path: string, create: boolean): Place | undefined {
  const parts = path.split('.');
  let parent: Doc | Value[] = root;
  for (let i = 0; i < parts.length - 1; i++) {
    const name = parts[i] as string;
    let next: Value | undefined;
    if (isDoc(parent)) next = parent.get(name);
    else {
      const index = arrayIndex(name);
      if (index < 0) {
        if (!create) return undefined;
        throw notViable(name, parts.slice(0, i).join('.'), parent);
      }
      next = parent[index];
    }
    if (next === undefined) {
      if (!create) return undefined;
      const made: Doc = new Map();
      new Place(root, parent, name, parts.slice(0, i).join('.')).set(made);
      parent = made;
    } else if (isDoc(next) || Array.isArray(next)) parent = next;
    else {
      if (!create) return undefined;
      throw notViable(parts[i + 1] as string, name, next);
    }
  }
  const name = parts.at(-1) as string;
  if (Array.isArray(parent) && arrayIndex(name) < 0) {
    if (!create) return undefined;
    throw notViable(name, parts.at(-2) ?? '', parent);
  }
  return new Place(root, parent, name, parts.slice(0, -1).join('.'));
}

function notViable(name: string, holder: string, value: Value): StoreError {
  const last = holder.split('.').pop() ?? '';
  return new StoreError(28, `Cannot create field '${name}' in element {${last}: ${formatValue(value)}}`);
}

/** For messages: the `_id` of the document as MongoDB shows it. */
export function idOf(root: Doc): string {
  const id = root.get('_id');
  return id === undefined ? '{ no id }' : formatDoc(new Map([['_id', id]]));
}
