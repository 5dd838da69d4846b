import type { AccessRule, InteractionResource } from '../../contracts/access.ts';
import type { Role } from '../../contracts/states.ts';

const staff: Role[] = ['agent', 'supervisor', 'va_admin'];
const reviewers: Role[] = ['supervisor', 'va_admin'];

/** What a person has of an interaction, in words. */
const words: Readonly<Record<Exclude<InteractionResource, 'audit'>, string>> = {
  record: 'the record',
  transcript: 'the transcript',
  logs: 'the interaction log',
  related_tasks: 'the related tasks',
  attachments: 'the files',
  insights: 'the insights',
};
const read = ['record', 'transcript', 'logs', 'related_tasks', 'attachments', 'insights'] as const;
const changedByHolder = ['record', 'related_tasks', 'attachments'] as const;
const changedByReviewers = ['record', 'related_tasks'] as const;

/** The rules that come with the product (docs/access.md). They are data like those of an administrator. */
export const shippedRules: readonly AccessRule[] = [
  rule('list.read', 'Everybody who works here lists interactions', 'list', 'read', staff),
  ...read.map((resource) =>
    held(`holder.${resource}.read`, `Who holds an interaction reads ${words[resource]}`, resource, 'read'),
  ),
  ...changedByHolder.map((resource) =>
    held(
      `holder.${resource}.write`,
      `Who holds an interaction changes ${words[resource]}`,
      resource,
      'write',
    ),
  ),
  ...read.map((resource) =>
    rule(
      `reviewer.${resource}.read`,
      `Supervisors and VA admins read ${words[resource]} of every interaction`,
      resource,
      'read',
      reviewers,
    ),
  ),
  ...changedByReviewers.map((resource) =>
    rule(
      `reviewer.${resource}.write`,
      `Supervisors and VA admins change ${words[resource]} of every interaction`,
      resource,
      'write',
      reviewers,
    ),
  ),
  rule(
    'reviewer.audit.read',
    'Supervisors and VA admins read who looked at an interaction and who changed it',
    'audit',
    'read',
    reviewers,
  ),
];

function rule(
  id: string,
  title: string,
  resource: AccessRule['resource'],
  operation: AccessRule['operation'],
  roles: Role[],
): AccessRule {
  return { id, title, resource, operation, roles, when: [], active: true, shipped: true };
}

function held(
  id: string,
  title: string,
  resource: AccessRule['resource'],
  operation: AccessRule['operation'],
): AccessRule {
  const mine = { field: 'assignedTo', op: 'is', value: { me: 'id' } } as const;
  return { ...rule(id, title, resource, operation, staff), when: [mine] };
}
