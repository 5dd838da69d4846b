import { elementKind } from './element.ts';

/** What would happen if a person were asked for now: the router answers, nothing is asked for (domain B4). */
export const agentAvailability = elementKind('agent_availability', {
  async run(element, context) {
    // What the element leaves open is where this topic would ask (topics/elements/transfer.ts).
    const defaults = context.handoffDefaults();
    const { queue = defaults.queue, skills = defaults.skills } = element;
    const answer = await context.availability({
      ...(queue === undefined ? {} : { queue }),
      ...(skills === undefined ? {} : { skills }),
    });
    const available = answer.outcome === 'offered' || answer.outcome === 'queued';
    context.setVar(element.into, {
      available,
      outcome: answer.outcome,
      queue: answer.queue,
      wait_seconds: answer.estimatedWaitSeconds,
    });
    const output = [answer.outcome, answer.queue].filter((part) => part !== null).join(', ');
    return { go: 'next', to: available ? element.available : element.unavailable, output };
  },
});
