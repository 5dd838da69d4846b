import { type Doc, isDoc, type Plain, toDoc } from '../bson/values.ts';
import { StoreError } from '../errors.ts';
import { compileMatcher } from '../query/matcher.ts';
import type { Plan } from '../query/planner.ts';
import { parseSort } from '../query/sort.ts';
import {
  type Command,
  checkFields,
  collectionOf,
  deadlineOf,
  docArgument,
  namespaceOf,
  type Reply,
} from './command.ts';
import { parseFind, type Search, searchFor, searching } from './find.ts';

/**
 * Shows how find, count, distinct, findAndModify, update, delete, and an aggregation's leading `$match` would be
 * answered: IXSCAN with the index's name, IDHACK, COLLSCAN, a SORT above, and from `executionStats` on how many
 * documents came.
 */
export function explain(command: Command): Reply {
  checkFields(command.body, ['verbosity']);
  const inner = command.body.get('explain');
  if (!isDoc(inner)) throw new StoreError(14, 'explain needs the command to explain');
  const [name] = inner.keys();
  const explained: Command = { ...command, name: name as string, body: inner };
  const search = searchOf(explained);
  const verbosity = command.body.get('verbosity') ?? 'allPlansExecution';
  const info = collectionOf(explained);
  let n = 0;
  if (verbosity !== 'queryPlanner' && info)
    for (const _ of searching(command.kv, info, search, deadlineOf(inner))) n += 1;
  const queryPlanner = {
    namespace: namespaceOf(explained),
    parsedQuery: search.filter,
    winningPlan: info ? stagesOf(search) : { stage: 'EOF' },
    rejectedPlans: [],
  };
  return toDoc({
    explainVersion: '1',
    queryPlanner,
    executionStats: verbosity === 'queryPlanner' ? undefined : { executionSuccess: true, nReturned: n },
    command: inner,
    serverInfo: { version: '7.0.0' },
  });
}

function searchOf(command: Command): Search {
  const { body } = command;
  const info = collectionOf(command);
  const of = (filter: Doc, sort?: Doc, hint = body.get('hint')): Search =>
    searchFor(info, filter, compileMatcher(filter), { sort: parseSort(sort), hint });
  switch (command.name) {
    case 'find':
      return parseFind(command).search;
    case 'count':
    case 'distinct':
      return of(docArgument(body, 'query'));
    case 'findAndModify':
    case 'findandmodify':
      return of(docArgument(body, 'query'), docArgument(body, 'sort'));
    case 'update':
    case 'delete': {
      const list = body.get(command.name === 'update' ? 'updates' : 'deletes');
      const first = Array.isArray(list) ? list[0] : undefined;
      const statement: Doc = isDoc(first) ? first : new Map();
      return of(docArgument(statement, 'q'), docArgument(statement, 'sort'), statement.get('hint'));
    }
    case 'aggregate': {
      const pipeline = body.get('pipeline');
      const stages = (Array.isArray(pipeline) ? pipeline : []).filter(isDoc);
      const match = stages[0]?.get('$match');
      const sort = stages[isDoc(match) ? 1 : 0]?.get('$sort');
      return of(isDoc(match) ? match : new Map(), isDoc(sort) ? sort : undefined);
    }
    default:
      throw new StoreError(59, `Explain failed due to unknown command: ${command.name}`);
  }
}

function stagesOf(search: Search): { [name: string]: Plain } {
  const access = accessOf(search.plan, search.filter.size > 0);
  return search.plan.sorted || search.sort.length === 0 ? access : { stage: 'SORT', inputStage: access };
}

function accessOf(plan: Plan, filtered: boolean): { [name: string]: Plain } {
  switch (plan.kind) {
    case 'id':
      return {
        stage: plan.keys.length === 1 ? 'IDHACK' : 'IXSCAN',
        indexName: '_id_',
        keyPattern: { _id: 1 },
      };
    case 'scan':
      return { stage: 'COLLSCAN', direction: plan.reverse ? 'backward' : 'forward' };
    case 'or':
      return { stage: 'OR', inputStages: plan.plans.map((each) => accessOf(each, filtered)) };
    case 'index':
      return {
        stage: 'FETCH',
        inputStage: {
          stage: 'IXSCAN',
          indexName: plan.index.name,
          keyPattern: plan.index.doc.get('key') ?? null,
          isMultiKey: plan.index.arrays.size > 0,
          isUnique: plan.index.unique,
          isSparse: plan.index.sparse,
          isPartial: plan.index.partial !== undefined,
          direction: plan.reverse ? 'backward' : 'forward',
        },
      };
  }
}
