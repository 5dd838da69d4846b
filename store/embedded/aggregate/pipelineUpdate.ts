import { equalValues } from '../bson/compare.ts';
import { isDoc, type Value } from '../bson/values.ts';
import { StoreError } from '../errors.ts';
import { deadlineAfter } from '../query/scan.ts';
import type { Update } from '../update/compileUpdate.ts';
import { compilePipeline } from './stages.ts';

const allowed = ['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith'];

/** An update by a pipeline (manual: "Updates with Aggregation Pipeline"). Throws 72 for a stage that is not allowed in one. */
export function compilePipelineUpdate(stages: readonly Value[]): Update {
  for (const stage of stages) {
    const [name] = isDoc(stage) ? stage.keys() : [];
    if (name === undefined || !allowed.includes(name)) {
      throw new StoreError(72, `${name ?? 'an empty stage'} is not allowed to be used within an update`);
    }
  }
  const run = compilePipeline(stages);
  return {
    kind: 'pipeline',
    apply: (doc, { now }) => {
      const id = doc.get('_id');
      const [result] = run([doc], { now, deadline: deadlineAfter(0) });
      if (!result) throw new StoreError(1, 'an update pipeline gave no document');
      if (id === undefined) return result;
      const left = result.get('_id');
      if (left !== undefined && !equalValues(left, id)) {
        throw new StoreError(
          66,
          "Performing an update on the path '_id' would modify the immutable field '_id'",
        );
      }
      if ([...result.keys()][0] === '_id' && left !== undefined) return result;
      const ordered = new Map<string, Value>([['_id', id]]);
      for (const [name, value] of result) if (name !== '_id') ordered.set(name, value);
      return ordered;
    },
  };
}
