import type { TopicDefinition, TopicElement } from '../../contracts/topic.ts';
import { tableNamed } from '../../interactions/tables.ts';
import { didYouMean } from './explainIssue.ts';
import type { MarkedString } from './markedStrings.ts';

export interface FlowProblem {
  path: (string | number)[];
  message: string;
}

/** What holds between the elements of one topic: ids, ways, tables and fields. */
export function checkFlow(topic: TopicDefinition, marks: readonly MarkedString[]): FlowProblem[] {
  return [
    ...duplicateIds(topic),
    ...missingTargets(topic, marks),
    ...unreachable(topic, marks),
    ...unknownFields(topic),
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

function unreachable({ elements }: TopicDefinition, marks: readonly MarkedString[]): FlowProblem[] {
  const reached = new Set<number>();
  const index = new Map(elements.map(({ id }, at) => [id, at]));
  const visit = (at: number): void => {
    const element = elements[at];
    if (element === undefined || reached.has(at)) return;
    reached.add(at);
    for (const { path, holds, text } of marks) {
      // `next` is a way out only if the element's own branches leave one open.
      if (holds !== 'element' || path[1] !== at || (path.length === 3 && path[2] === 'next')) continue;
      visit(index.get(text) ?? -1);
    }
    if (goesOn(element)) visit(element.next === undefined ? at + 1 : (index.get(element.next) ?? -1));
  };
  visit(0);
  return elements.flatMap(({ id }, at) =>
    reached.has(at) ? [] : [{ path: ['elements', at], message: `nothing leads to the element "${id}"` }],
  );
}

/** Whether the element's `next`, or the one after it, can follow. */
function goesOn(element: TopicElement): boolean {
  if (element.show_if !== undefined) return true;
  switch (element.kind) {
    case 'end':
      return false;
    case 'switch_topic':
      return element.resume;
    case 'decision':
      return element.otherwise === undefined;
    case 'lookup':
      return element.found === undefined || element.none === undefined;
    case 'yes_no_input':
      return (
        element.yes === undefined ||
        element.no === undefined ||
        element.skip_if !== undefined ||
        element.at_limit === 'continue'
      );
    case 'transfer':
      return element.next !== undefined;
    default:
      return true;
  }
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
    if (element.kind === 'choice_input' && element.from?.table !== undefined)
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
