import { deskHash, interactionInPath, parseDeskHash } from '../../../workspace/desk/state/route.ts';
import { dayOf, endOfDay, startOfDay } from '../../../workspace/studio/interactionList/localDays.ts';
import { formatRoute, parseRoute } from '../../../workspace/studio/route.ts';

describe('the desk', () => {
  test('the hash names the open conversation', () => {
    expect(parseDeskHash(deskHash('IMS0000001'))).toBe('IMS0000001');
    expect(parseDeskHash(deskHash(null))).toBeNull();
  });

  test.each(['', '#', '#/interactions/', '#/interactions/a/b', '#/interactions/<b>'])(
    '%j names none',
    (hash) => {
      expect(parseDeskHash(hash)).toBeNull();
    },
  );

  test('a deep link is understood', () => {
    expect(interactionInPath('/workspace/interactions/IMS0000001')).toBe('IMS0000001');
    expect(interactionInPath('/workspace')).toBeNull();
  });
});

describe('the studio', () => {
  const routes: Parameters<typeof formatRoute>[0][] = [
    { page: 'topics', filters: {} },
    { page: 'topics', filters: { q: 'vpn & more', type: 'setup', state: 'changed', language: 'de' } },
    { page: 'topic', name: 'vpn_trouble', tab: 'write', line: 12 },
    { page: 'topic', name: 'vpn_trouble', tab: 'languages' },
    { page: 'discovery' },
    { page: 'experiences' },
    { page: 'connections' },
    { page: 'routing', section: 'agents' },
    { page: 'routing', section: 'queues', queue: 'service_desk' },
    { page: 'routing', section: 'queues', queue: '+' },
    { page: 'interaction', number: 'IMS0000001', tab: 'details' },
    { page: 'interaction', number: 'IMS0000001', tab: 'logs' },
    {
      page: 'interactions',
      filters: {
        q: 'vpn & more',
        state: 'closed_complete',
        virtualAgent: 'false',
        queue: 'IT Service Desk',
        from: '2026-03-01T23:00:00.000Z',
        sort: 'openedAt',
      },
      fields: ['number', 'waitTime', 'state'],
      view: 'view1',
    },
  ];
  test.each(routes.map((route) => [formatRoute(route), route]))(
    '%s leads back to its route',
    (hash, route) => {
      expect(JSON.parse(JSON.stringify(parseRoute(String(hash))))).toEqual(route);
    },
  );

  test('filters that are none of ours are left out', () => {
    const route = parseRoute(
      '#/interactions?state=gone&sentiment=%24ne&sort=name&from=never&virtualAgent=1&fields=secret',
    );
    expect(JSON.parse(JSON.stringify(route))).toEqual({
      page: 'interactions',
      filters: {},
      fields: null,
      view: null,
    });
  });

  test.each(['', '#', '#/', '#/interactions'])('%j is the list', (hash) => {
    expect(parseRoute(hash).page).toBe('interactions');
  });

  test('an address of nothing is no page', () => {
    expect(parseRoute('#/nonsense')).toEqual({ page: 'unknown' });
  });

  test('an unknown tab is the first one', () => {
    expect(parseRoute('#/interactions/IMS1?tab=nope')).toEqual({
      page: 'interaction',
      number: 'IMS1',
      tab: 'details',
    });
  });

  test('a day means the local day, whole', () => {
    const from = startOfDay('2026-03-02');
    const to = endOfDay('2026-03-02');
    expect(dayOf(from)).toBe('2026-03-02');
    expect(dayOf(to)).toBe('2026-03-02');
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(86_399_999);
    expect(startOfDay('')).toBeUndefined();
  });
});
