import { z } from 'zod';
import { type Holds, holdsKinds } from '../../contracts/topic.ts';

export interface MarkedString {
  path: (string | number)[];
  holds: Holds;
  text: string;
  /** Whether a list of alternates could stand in its place. */
  alternates: boolean;
}

/** Every string of a valid value whose schema says what it holds (`meta({ holds })` in contracts/topic.ts). */
export function markedStrings(
  schema: z.core.$ZodType,
  value: unknown,
  path: (string | number)[] = [],
  alternates = false,
): MarkedString[] {
  if (value === undefined || value === null) return [];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return markedStrings(schema.unwrap(), value, path, alternates);
  if (schema instanceof z.ZodUnion) {
    const option = schema.options.find((one) => z.safeParse(one, value).success);
    const list = schema.options.some((one) => one instanceof z.ZodArray);
    return option === undefined ? [] : markedStrings(option, value, path, list);
  }
  if (schema instanceof z.ZodObject && isMap(value)) {
    return Object.entries(value).flatMap(([name, inner]) => {
      const field: z.core.$ZodType | undefined = schema.shape[name];
      return field === undefined ? [] : markedStrings(field, inner, [...path, name]);
    });
  }
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.flatMap((inner, index) =>
      markedStrings(schema.element, inner, [...path, index], alternates),
    );
  if (schema instanceof z.ZodRecord && isMap(value))
    return Object.entries(value).flatMap(([name, inner]) =>
      markedStrings(schema.valueType, inner, [...path, name]),
    );
  const holds = typeof value === 'string' ? holdsOf(schema) : undefined;
  return holds === undefined || typeof value !== 'string' ? [] : [{ path, holds, text: value, alternates }];
}

function holdsOf(schema: z.core.$ZodType): Holds | undefined {
  // A check such as `.min(1)` makes a new schema; the mark stays with it through its parent.
  const holds =
    z.globalRegistry.get(schema)?.holds ??
    (schema._zod.parent ? z.globalRegistry.get(schema._zod.parent)?.holds : undefined);
  return isHolds(holds) ? holds : undefined;
}

function isHolds(value: unknown): value is Holds {
  return holdsKinds.some((kind) => kind === value);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
