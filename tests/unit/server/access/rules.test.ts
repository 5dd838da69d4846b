import { accessRuleBody } from '../../../../contracts/access.ts';
import { shippedRules } from '../../../../server/access/shippedRules.ts';

const good = { title: 'x', resource: 'record', operation: 'read', roles: ['agent'] };

test.each([
  [{ ...good, resource: 'everything' }, ['resource']],
  [{ ...good, roles: [] }, ['roles']],
  [{ ...good, roles: ['requester'] }, ['roles.0']],
  [{ ...good, resource: 'field' }, ['field']],
  [{ ...good, resource: 'field', field: 'number' }, ['field']],
  [{ ...good, field: 'sentiment' }, ['field']],
  [{ ...good, resource: 'transcript', operation: 'write' }, ['operation']],
  [{ ...good, when: [{ field: 'toString', op: 'is', value: 'x' }] }, ['when.0.field']],
  [{ ...good, when: [{ field: 'state', op: 'is', value: 'open' }] }, ['when.0.value']],
  [{ ...good, when: [{ field: 'agentChat', op: 'is', value: 'yes' }] }, ['when.0.value']],
  [{ ...good, when: [{ field: 'state', op: 'is', value: ['new'] }] }, ['when.0.value']],
  [{ ...good, when: [{ field: 'state', op: 'in', value: 'new' }] }, ['when.0.value']],
  [{ ...good, when: [{ field: 'state', op: 'is', value: { $ne: null } }] }, ['when.0.value']],
  [{ ...good, if: 'x' }, ['']],
])('a rule that is not one is refused with its path: %#', (body, paths) => {
  const parsed = accessRuleBody.safeParse(body);
  expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(paths);
});

test('the shipped rules are rules, each with an id of its own', () => {
  for (const { id: _, shipped: __, ...body } of shippedRules)
    expect(accessRuleBody.safeParse(body).error).toBeUndefined();
  expect(new Set(shippedRules.map(({ id }) => id)).size).toBe(shippedRules.length);
});
