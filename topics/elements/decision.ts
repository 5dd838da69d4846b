import { elementKind } from './element.ts';

/** Takes the first branch whose condition holds. */
export const decision = elementKind('decision', {
  run(element, context) {
    const branch = element.branches.find(({ when }) => context.holds(when));
    return branch === undefined
      ? { go: 'next', to: element.otherwise, output: 'otherwise' }
      : { go: 'next', to: branch.next, output: branch.label ?? branch.when };
  },
});
