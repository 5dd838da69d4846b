/**
 * What ships where an administrator says nothing of a rule or a queue (domain D2). Without the validation, so that a
 * page can begin a form with it.
 */

export const assignmentOrders = ['most_capacity', 'longest_idle'] as const;
export const affinities = ['last_agent', 'related_task'] as const;
export type Affinity = (typeof affinities)[number];

const lastAgent: Affinity[] = ['last_agent'];

export const ruleDefaults = {
  order: 'most_capacity' as const,
  autoAccept: false,
  offerSeconds: null,
  presenceAfterTimeout: null,
  mayReject: true,
  skills: true,
  skillLevels: true,
  affinity: lastAgent,
  affinitySeconds: 0,
};

export const queueDefaults = {
  order: 1_000,
  active: true,
  types: [],
  when: null,
  schedule: null,
  isDefault: false,
  pools: [],
  rule: null,
  sort: 'priority' as const,
  priority: 0,
  priorityRules: [],
  sentimentPriority: null,
  workItemSize: null,
  targetWaitSeconds: null,
  maxWaitSeconds: null,
  ladder: [],
  steps: [],
  texts: {},
  survey: null,
};
