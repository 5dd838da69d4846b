import type { HandoffDefaults, TopicRun } from './dialog.ts';
import { type DialogTurn, topicOf } from './dialogTurn.ts';
import { buildScope } from './expressions/scope.ts';
import { handoffContext } from './handoffContext.ts';

/** Queue, skills and short description of a handoff now: what the innermost topic says, then those below it. */
export function handoffDefaults(turn: DialogTurn): HandoffDefaults {
  const merged: HandoffDefaults = {};
  for (const run of turn.state.stack.toReversed()) {
    for (const { queue, skills, shortDescription } of [run.handoff ?? {}, authored(turn, run)]) {
      merged.queue ??= queue;
      merged.skills ??= skills;
      merged.shortDescription ??= shortDescription;
    }
    if (run.kind === 'topic') merged.shortDescription ??= topicOf(turn, run).definition.title;
  }
  merged.shortDescription ??= turn.state.lastTopic ?? undefined;
  merged.context = handoffContext(turn);
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

/** What the run's own topic says, rendered with its answers. */
export function authored(turn: DialogTurn, run: TopicRun): HandoffDefaults {
  const { definition, variables } = topicOf(turn, run);
  const { handoff } = definition;
  if (handoff === undefined) return {};
  const scope = () =>
    buildScope(turn.context, turn.ports.now(), turn.state.context, {
      variables,
      inputs: run.inputs,
      vars: run.vars,
      display: run.display ?? {},
    });
  return {
    ...(handoff.queue === undefined ? {} : { queue: handoff.queue }),
    ...(handoff.skills === undefined ? {} : { skills: handoff.skills }),
    ...(handoff.short_description === undefined
      ? {}
      : {
          shortDescription: turn.catalog.expressions
            .render(handoff.short_description, scope())
            .trim()
            .slice(0, 160),
        }),
  };
}
