import fc from 'fast-check';
import type { AccessRule } from '../../../../contracts/access.ts';
import type { InteractionHeader } from '../../../../contracts/header.ts';
import { listScope } from '../../../../server/access/listScope.ts';
import { may, mayField } from '../../../../server/access/may.ts';
import { shippedRules } from '../../../../server/access/shippedRules.ts';
import { emptiedHeader, guardedFields, shownHeader } from '../../../../server/access/shownHeader.ts';
import type { Viewer } from '../../../../server/tokens.ts';
import { type Plain, toDoc } from '../../../../store/embedded/bson/values.ts';
import { compileMatcher } from '../../../../store/embedded/query/matcher.ts';
import { agent, header, rule } from './support.ts';

const mine = header({ assignedTo: { id: 'agent1', name: 'Ada Moreno' } });

test('without a rule that grants it, nobody but an admin has anything', () => {
  expect(may([], agent(), 'read', 'record', mine)).toBe(false);
  expect(may([], agent({ roles: ['supervisor'] }), 'read', 'list', mine)).toBe(false);
  expect(may([], agent({ roles: ['admin'] }), 'write', 'record', mine)).toBe(true);
});

test.each([
  ['agent', mine, true],
  ['agent', header(), false],
  ['supervisor', header(), true],
  ['va_admin', header(), true],
] as const)('the shipped rules: %s reads the transcript: %#', (role, of, answer) => {
  expect(may(shippedRules, agent({ roles: [role] }), 'read', 'transcript', of)).toBe(answer);
});

test.each([
  ['global', 'global/acme', true],
  ['global/acme', 'global/acme', true],
  ['global/acme', 'global/acme/eu', true],
  ['global/acme', 'global/acme2', false],
  ['global/acme', 'global', false],
  ['global/acme/eu', 'global/acme', false],
])('a user in %s and an interaction in %s', (of, domain, answer) => {
  for (const roles of [['supervisor'], ['admin']] as const)
    expect(
      may(shippedRules, agent({ roles: [...roles], domain: of }), 'read', 'list', header({ domain })),
    ).toBe(answer);
});

test('an account that names applications sees these alone; no application is none', () => {
  const sees = (applications: string[]) =>
    may(shippedRules, agent({ applications }), 'read', 'list', header({ application: 'hr' }));
  expect([sees(['hr', 'it']), sees(['it']), sees([])]).toEqual([true, false, false]);
});

test('a field goes with the record until a rule names it; then it is for those who are granted it', () => {
  const hide = rule({ resource: 'field', field: 'sentiment', roles: ['supervisor'] });
  expect(mayField([hide], agent(), 'read', 'sentiment', mine)).toBe(false);
  expect(mayField([hide], agent(), 'read', 'disposition', mine)).toBe(true);
  expect(mayField([hide], agent({ roles: ['supervisor'] }), 'read', 'sentiment', mine)).toBe(true);
  expect(mayField([{ ...hide, active: false }], agent(), 'read', 'sentiment', mine)).toBe(true);
  expect(shownHeader([hide], agent(), mine)).not.toHaveProperty('sentiment');
  expect(emptiedHeader([hide], agent(), mine)).toEqual({
    ...mine,
    sentiment: null,
    sentimentNormalized: null,
  });
});

test('what one may not see, one may not change; a rule for writing leaves reading alone', () => {
  const hidden = rule({ resource: 'field', field: 'disposition', roles: ['supervisor'] });
  expect(mayField([hidden], agent(), 'write', 'disposition', mine)).toBe(false);
  const fixed = rule({ resource: 'field', field: 'disposition', operation: 'write', roles: ['supervisor'] });
  expect(mayField([fixed], agent(), 'read', 'disposition', mine)).toBe(true);
  expect(mayField([fixed], agent(), 'write', 'disposition', mine)).toBe(false);
});

test('a field that is hidden in some interactions is not for filters', () => {
  const some = rule({
    resource: 'field',
    field: 'sentiment',
    when: [{ field: 'assignedTo', op: 'is', value: { me: 'id' } }],
  });
  expect(guardedFields([some], agent())).toEqual(['sentiment', 'sentimentNormalized']);
  expect(guardedFields([some, { ...some, when: [] }], agent())).toEqual([]);
  expect(guardedFields([some], agent({ roles: ['admin'] }))).toEqual([]);
});

test('the list’s filter finds what may be listed and nothing else', () => {
  const value = fc.constantFrom('agent1', 'agent2', 'vip', null, { me: 'id' });
  const condition = fc.oneof(
    fc.record({
      field: fc.constantFrom('assignedTo', 'tags', 'disposition', 'queue'),
      op: fc.constantFrom('is', 'is_not'),
      value,
    }),
    fc.record({
      field: fc.constantFrom('assignedTo', 'tags', 'disposition', 'queue'),
      op: fc.constantFrom('in', 'not_in'),
      value: fc.array(value, { minLength: 1, maxLength: 3 }),
    }),
  );
  const rules = fc.array(
    fc
      .record({
        roles: fc.constantFrom(['agent'], ['supervisor']),
        active: fc.boolean(),
        when: fc.array(condition, { maxLength: 2 }),
      })
      .map((some) => rule({ resource: 'list', ...some })),
    { maxLength: 3 },
  );
  const users = fc
    .record({
      roles: fc.constantFrom<Viewer['roles']>(['agent'], ['agent', 'supervisor'], ['admin']),
      domain: fc.constantFrom('global', 'global/acme', 'global/acme/eu'),
      applications: fc.constantFrom<Viewer['applications'][]>(undefined, [], ['hr'], ['hr', 'global']),
    })
    .map(agent);
  const headers = fc
    .record({
      domain: fc.constantFrom('global', 'global/acme', 'global/acme/eu', 'global/acme0', 'global/ac'),
      application: fc.constantFrom('global', 'hr'),
      assignedTo: fc.constantFrom(null, { id: 'agent1', name: 'Ada' }, { id: 'agent2', name: 'Ben' }),
      queue: fc.constantFrom(null, { id: 'vip', name: 'Important' }),
      tags: fc.constantFrom<string[]>([], ['vip'], ['vip', 'agent1']),
      disposition: fc.constantFrom(null, 'vip'),
    })
    .map(header);
  const finds = (user: Viewer, some: AccessRule[], one: InteractionHeader): boolean => {
    const filter = listScope(user, some) as { [key: string]: Plain };
    return compileMatcher(toDoc(filter)).test(toDoc({ _id: one.id, header: one as unknown as Plain }));
  };
  fc.assert(
    fc.property(users, rules, headers, (user, some, one) => {
      expect(finds(user, some, one)).toBe(may(some, user, 'read', 'list', one));
    }),
    { numRuns: 2_000 },
  );
});
