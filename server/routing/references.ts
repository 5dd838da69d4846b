import type { z } from 'zod';
import { AppError, type Problem } from '../../contracts/errors.ts';
import type { AssignmentRule, agentFields, Queue, ResponseTemplate } from '../../contracts/handoff.ts';
import type { Settings } from '../../contracts/settings.ts';
import { presenceStatesOf } from '../../handoff/presenceStates.ts';
import type { HandoffDefinitions } from '../../handoff/routing/definitions.store.ts';
import type { Queues } from '../../handoff/routing/queues.store.ts';
import { checkQueueCondition } from '../queueConditions.ts';

export interface ReferenceDeps {
  queues: Queues;
  definitions: HandoffDefinitions;
  settings: () => Settings;
  /** The names of the topics that conversations can run. */
  topicNames: () => string[];
}

/**
 * What administrators say must name what is there: each function throws AppError `invalid` with the path of every name
 * that is not. Something may be removed at the same moment; the router lives with a name that is gone (isQueueOpen,
 * repair), so that this needs no lock.
 */
export interface References {
  ofQueue(id: string, queue: Partial<Queue>): Promise<void>;
  ofAgent(agent: Partial<z.infer<typeof agentFields>>): Promise<void>;
  ofRule(rule: Partial<AssignmentRule>): Promise<void>;
  ofResponse(response: Partial<ResponseTemplate>): Promise<void>;
}

export function createReferences(deps: ReferenceDeps): References {
  const { definitions, settings, topicNames } = deps;
  const queueIds = async () => new Set((await deps.queues.all()).map(({ id }) => id));

  return {
    async ofQueue(id, queue) {
      const { schedule, rule, pools = [], ladder = [], steps = [], when, priorityRules = [] } = queue;
      const [queues, before, rules, schedules] = await Promise.all([
        queueIds(),
        deps.queues.get(id),
        definitions.rules.all(),
        definitions.schedules.all(),
      ]);
      const topics = new Set(topicNames());
      const hasRule = (name: string) => rules.some((one) => one.id === name);
      const hasSchedule = (name: string) => schedules.some((one) => one.id === name);
      const problems: Problem[] = [];
      const refer = (path: string, name: string | null | undefined, known: boolean, what: string) => {
        if (typeof name === 'string' && !known)
          problems.push({ path, message: `there is no ${what} "${name}"` });
      };
      const reads = (path: string, condition: string | null | undefined) => {
        const problem = typeof condition === 'string' ? checkQueueCondition(condition) : null;
        if (problem !== null) problems.push({ path, message: problem });
      };
      if (typeof schedule === 'string') refer('schedule', schedule, hasSchedule(schedule), 'schedule');
      refer('rule', rule, hasRule(rule ?? ''), 'assignment rule');
      pools.forEach((pool, at) => {
        refer(`pools.${at}.rule`, pool.rule, hasRule(pool.rule ?? ''), 'assignment rule');
      });
      ladder.forEach((rung, at) => {
        if (rung.kind === 'topic') refer(`ladder.${at}.topic`, rung.topic, topics.has(rung.topic), 'topic');
        if (rung.kind !== 'queue') return;
        refer(`ladder.${at}.queue`, rung.queue, queues.has(rung.queue), 'queue');
        if (rung.queue === id)
          problems.push({ path: `ladder.${at}.queue`, message: 'another queue than this one' });
      });
      if (queue.ladder !== undefined || queue.maxWaitSeconds !== undefined)
        problems.push(...endlessWait({ ...before, ...queue }));
      steps.forEach((step, at) => {
        if (step.do.kind === 'topic')
          refer(`steps.${at}.do.topic`, step.do.topic, topics.has(step.do.topic), 'topic');
      });
      reads('when', when);
      for (const [at, one] of priorityRules.entries()) reads(`priorityRules.${at}.when`, one.when);
      refuse(problems);
    },
    async ofAgent({ queues = [], skills = [] }) {
      const known = new Set((await definitions.skills.all()).map(({ id }) => id));
      const named = skills.map((one) => (typeof one === 'string' ? one : one.skill));
      refuse([
        ...missing('queues', queues, await queueIds(), 'queue'),
        ...missing('skills', named, known, 'skill'),
      ]);
    },
    async ofRule({ presenceAfterTimeout }) {
      const states = new Set(presenceStatesOf(settings()).map(({ name }) => name));
      if (typeof presenceAfterTimeout !== 'string' || states.has(presenceAfterTimeout)) return;
      const message = `there is no presence "${presenceAfterTimeout}"`;
      refuse([{ path: 'presenceAfterTimeout', message }]);
    },
    async ofResponse({ queues = [] }) {
      refuse(missing('queues', queues, await queueIds(), 'queue'));
    },
  };
}

/** Who makes a ladder says when it begins. */
function endlessWait({ ladder = [], maxWaitSeconds = null }: Partial<Queue>): Problem[] {
  if (ladder.length === 0 || maxWaitSeconds !== null) return [];
  return [{ path: 'maxWaitSeconds', message: 'say after how many seconds of waiting the ladder begins' }];
}

function missing(field: string, names: readonly string[], known: ReadonlySet<string>, what: string) {
  return names.flatMap((name, at) =>
    known.has(name) ? [] : [{ path: `${field}.${at}`, message: `there is no ${what} "${name}"` }],
  );
}

function refuse(errors: Problem[]): void {
  const [first] = errors;
  if (first !== undefined) throw new AppError('invalid', `${first.path}: ${first.message}`, { errors });
}
