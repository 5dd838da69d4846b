import { elementKind } from './element.ts';

/**
 * Runs its body for every item of a list (domain B4). Coming back here is the next round. The list is taken on the first
 * arrival; loops that were left inside this one are over.
 */
export const loop = elementKind('loop', {
  run(element, context) {
    const loops = context.run.loops ?? [];
    const depth = loops.findIndex((one) => one.element === element.id);
    const before = depth === -1 ? null : (loops[depth] ?? null);
    const outer = depth === -1 ? loops : loops.slice(0, depth);
    const items =
      before?.items ?? listOf(context.evaluate(element.over), element.over).slice(0, element.max_rounds);
    const at = before === null ? 0 : before.at + 1;
    const item = items[at];
    if (item === undefined) {
      context.run.loops = outer;
      return { go: 'next', output: `${items.length} rounds` };
    }
    context.run.loops = [...outer, { element: element.id, items, at }];
    context.setVar(element.as, item);
    if (element.index !== undefined) context.setVar(element.index, at + 1);
    return { go: 'next', to: element.do, output: `round ${at + 1} of ${items.length}` };
  },
});

function listOf<T>(value: T | T[], expression: string): T[] {
  if (Array.isArray(value)) return value;
  throw new Error(`“${expression}” is not a list`);
}
