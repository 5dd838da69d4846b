import type { TopicDefinition } from '../../contracts/topic.ts';
import { tableNamed } from '../../interactions/records/tables.ts';
import { checkRings } from './checkRings.ts';
import { didYouMean } from './explainIssue.ts';
import type { MarkedString } from './markedStrings.ts';
import { waysOf } from './waysOf.ts';

export interface FlowProblem {
  path: (string | number)[];
  message: string;
}

/**
 * What holds between the elements of one topic: ids, ways, tables and fields. `whole`: no element is a stand-in, so that
 * every way is known.
 */
export function checkFlow(
  topic: TopicDefinition,
  marks: readonly MarkedString[],
  whole: boolean,
): FlowProblem[] {
  const ways = waysOf(topic, marks);
  return [
    ...duplicateIds(topic),
    ...missingTargets(topic, marks),
    ...(whole
      ? [
          ...unreachable(topic, ways),
          ...openLoops(topic, ways),
          ...checkRings(topic, ways),
          ...callersOnly(topic),
        ]
      : []),
    ...duplicateValues(topic),
    ...unknownFields(topic),
  ];
}

/** Only a block has a caller that passes values in and takes some over. */
function callersOnly({ type, inputs, outputs }: TopicDefinition): FlowProblem[] {
  if (type === 'block') return [];
  const message = 'is for blocks only: a topic that others call has "type: block"';
  return [
    ...(Object.keys(inputs).length > 0 ? [{ path: ['inputs'], message }] : []),
    ...(outputs.length > 0 ? [{ path: ['outputs'], message }] : []),
  ];
}

function duplicateIds({ elements }: TopicDefinition): FlowProblem[] {
  const seen = new Set<string>();
  return elements.flatMap(({ id }, index) => {
    const known = seen.has(id);
    seen.add(id);
    return known ? [{ path: ['elements', index, 'id'], message: `there is another element "${id}"` }] : [];
  });
}

function missingTargets({ elements }: TopicDefinition, marks: readonly MarkedString[]): FlowProblem[] {
  const ids = new Set([...elements.map(({ id }) => id), 'end']);
  return marks
    .filter(({ holds, text }) => holds === 'element' && !ids.has(text))
    .map(({ path, text }) => ({ path, message: `there is no element "${text}"${didYouMean(text, ids)}` }));
}

function unreachable({ elements }: TopicDefinition, ways: number[][]): FlowProblem[] {
  const reached = reachedFrom(0, ways);
  return elements.flatMap(({ id }, at) =>
    reached.has(at) ? [] : [{ path: ['elements', at], message: `nothing leads to the element "${id}"` }],
  );
}

/** Two choices with one value are the same answer, and one text to translate. */
function duplicateValues({ elements }: TopicDefinition): FlowProblem[] {
  return elements.flatMap((element, at) => {
    const lists = [
      ...('choices' in element && element.choices !== undefined
        ? [{ path: ['elements', at, 'choices'], choices: element.choices }]
        : []),
      ...('groups' in element && element.groups !== undefined
        ? element.groups.map(({ choices }, group) => ({
            path: ['elements', at, 'groups', group, 'choices'],
            choices,
          }))
        : []),
    ];
    const seen = new Set<string>();
    return lists.flatMap(({ path, choices }) =>
      choices.flatMap(({ value }, index) => {
        const known = seen.has(value);
        seen.add(value);
        return known
          ? [
              {
                path: [...path, index, 'value'],
                message: `there is another choice with the value "${value}"`,
              },
            ]
          : [];
      }),
    );
  });
}

/** A body that never comes back to its loop would run for the first item only. */
function openLoops({ elements }: TopicDefinition, ways: number[][]): FlowProblem[] {
  return elements.flatMap((element, at) => {
    if (element.kind !== 'loop') return [];
    const body = elements.findIndex(({ id }) => id === element.do);
    if (body === -1 || reachedFrom(body, ways).has(at)) return [];
    const message = `the body of the loop never comes back: its last element needs "next: ${element.id}"`;
    return [{ path: ['elements', at, 'do'], message }];
  });
}

function reachedFrom(start: number, ways: number[][]): Set<number> {
  const reached = new Set<number>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    open.push(...(ways[at] ?? []));
  }
  return reached;
}

/** Tables that we know must have the fields that are read and written. */
function unknownFields({ elements }: TopicDefinition): FlowProblem[] {
  return elements.flatMap((element, at) => {
    const path = ['elements', at];
    if (element.kind === 'lookup')
      return queryProblems(
        element,
        path,
        element.card_fields.map(({ field }) => field),
      );
    if ('from' in element && element.from?.table !== undefined)
      return queryProblems({ ...element.from, table: element.from.table }, [...path, 'from'], []);
    if (element.kind === 'record_action' && element.table !== undefined)
      return fieldProblems(element.table, Object.keys(element.fields), path, 'fields');
    return [];
  });
}

interface Query {
  table: string;
  where: { field: string }[];
  sort?: { field: string } | undefined;
}

function queryProblems(query: Query, path: (string | number)[], shown: string[]): FlowProblem[] {
  const conditions = query.where.flatMap(({ field }, index) =>
    fieldProblems(query.table, [field], [...path, 'where', index], 'field', true),
  );
  const sort =
    query.sort === undefined
      ? []
      : fieldProblems(query.table, [query.sort.field], [...path, 'sort'], 'field', true);
  const table =
    conditions.length + sort.length === 0 ? fieldProblems(query.table, shown, path, 'card_fields') : [];
  return dedupe([...conditions, ...sort, ...table]);
}

const ownFields = ['id', 'number', 'created_at', 'updated_at'];

function fieldProblems(
  table: string,
  fields: string[],
  path: (string | number)[],
  key: string,
  queried = false,
): FlowProblem[] {
  const definition = tableNamed(table);
  if (definition === null)
    return [{ path: [...path.slice(0, 2), 'table'], message: `there is no table "${table}"` }];
  const known = [...Object.keys(definition.fields), ...(queried ? ownFields : [])];
  return fields
    .filter((field) => !known.includes(field))
    .map((field) => ({
      path: [...path, key],
      message: `the table "${table}" has no field "${field}"${didYouMean(field, known)}`,
    }));
}

function dedupe(problems: FlowProblem[]): FlowProblem[] {
  return [
    ...new Map(problems.map((problem) => [`${problem.path.join('/')} ${problem.message}`, problem])).values(),
  ];
}
