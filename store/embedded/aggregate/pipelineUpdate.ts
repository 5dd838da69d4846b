import type { Value } from '../bson/values.ts';
import { notSupported } from '../errors.ts';
import type { Update } from '../update/compileUpdate.ts';

export function compilePipelineUpdate(_stages: readonly Value[]): Update {
  throw notSupported('a pipeline update');
}
