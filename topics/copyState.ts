import type { DialogState, TopicRun } from './dialog.ts';

/**
 * A state that a turn may change without changing the one it came from. What variables hold is replaced by elements and
 * never changed in place, so lists and records are shared; copying them too was most of a turn's work.
 */
export function copyState(state: DialogState): DialogState {
  const { context, stack, ended } = state;
  return {
    ...state,
    context: { ...context },
    stack: stack.map(copyRun),
    ...(ended === undefined ? {} : { ended: copyRun(ended) }),
  };
}

function copyRun(run: TopicRun): TopicRun {
  const { inputs, vars, display, trail } = run;
  return {
    ...run,
    inputs: { ...inputs },
    vars: { ...vars },
    ...(display === undefined ? {} : { display: { ...display } }),
    ...(trail === undefined ? {} : { trail: trail.map((entry) => ({ ...entry })) }),
  };
}
