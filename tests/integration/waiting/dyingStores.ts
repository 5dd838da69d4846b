import type { WrapStores } from '../handoff/world.ts';

const writes = new Set([
  'insert',
  'step',
  'explain',
  'take',
  'give',
  'restore',
  'countOffer',
  'create',
  'save',
]);

/** The stores of a process that dies at its write number `at`, before it: nothing works from then on. */
export function dyingStores(at: number): { wrap: WrapStores; written: () => number } {
  let count = 0;
  const dying = <S extends object>(store: S): S =>
    new Proxy(store, {
      get: (target, name, receiver) => {
        const call: unknown = Reflect.get(target, name, receiver);
        if (typeof call !== 'function' || name === 'all' || name === 'read') return call;
        return async (...args: unknown[]) => {
          if (writes.has(String(name))) count += 1;
          if (count >= at) throw new Error('the process is dead');
          return Reflect.apply(call, target, args);
        };
      },
    });
  return {
    written: () => count,
    wrap: ({ agents, workItems, interactions, turns }) => ({
      agents: dying(agents),
      workItems: dying(workItems),
      interactions: dying(interactions),
      turns: dying(turns),
    }),
  };
}
