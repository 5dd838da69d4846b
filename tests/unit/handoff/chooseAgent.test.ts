import fc from 'fast-check';
import { defaultSettings } from '../../../contracts/settings.ts';
import { requiredSkills } from '../../../contracts/skills.ts';
import { freeOf } from '../../../handoff/agent.ts';
import { chooseAgent, couldEverTake, type Pending } from '../../../handoff/routing/chooseAgent.ts';
import { agent, noon, secondsAfter, workItem } from './builders.ts';

const settings = defaultSettings();
const nothing: Pending = new Map();
/** So many offers of one unit each. */
const offers = (count: number) => Array.from({ length: count }, () => ({ type: 'chat', size: 1 }) as const);
const choose = (
  agents: ReturnType<typeof agent>[],
  item = workItem(),
  pending: Pending = nothing,
  now = noon,
) => chooseAgent(item, agents, pending, now, settings);

describe('who is chosen (D2)', () => {
  test('the agent with the most free capacity', () => {
    expect(choose([agent('busy', { load: 3 }), agent('free', { load: 1 })]).agentId).toBe('free');
  });

  test('between equals the one who has been without new work the longest', () => {
    const fresh = agent('a', { lastAssignedAt: secondsAfter(noon, -10) });
    const rested = agent('b', { lastAssignedAt: secondsAfter(noon, -900) });
    expect(choose([fresh, rested]).agentId).toBe('b');
  });

  test('offers that stand count as load', () => {
    expect(
      choose([agent('a'), agent('b', { load: 1 })], workItem(), new Map([['a', offers(2)]])).agentId,
    ).toBe('b');
  });

  test('the capacity of the settings counts for an agent without an own one', () => {
    const full = agent('a', { capacity: null, load: settings.handoff.defaultCapacity });
    expect(choose([full]).agentId).toBeNull();
    expect(choose([{ ...full, held: full.held.slice(1) }]).agentId).toBe('a');
  });

  test('does not depend on the order in which agents are listed', () => {
    const some = fc.array(
      fc.record({ id: fc.stringMatching(/^[a-z]{1,4}$/), load: fc.integer({ min: 0, max: 5 }) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(some, (list) => {
        const agents = [...new Map(list.map((one) => [one.id, agent(one.id, one)])).values()];
        expect(choose(agents.toReversed()).agentId).toBe(choose(agents).agentId);
      }),
    );
  });
});

describe('who is not, and why', () => {
  const whyNot = (candidate: ReturnType<typeof agent>, item = workItem(), pending = nothing, now = noon) => {
    const { agentId, reasons } = choose([candidate], item, pending, now);
    expect(agentId).toBeNull();
    return reasons[0]?.why;
  };

  test.each([
    [
      'whose last heartbeat is as old as the lease',
      agent('a', { beats: { n: secondsAfter(noon, -45) } }),
      /not connected/,
    ],
    ['without a socket', agent('a', { beats: {} }), /not connected/],
    ['who is away', agent('a', { presence: 'away' }), /is away/],
    ['who is full', agent('a', { load: 4 }), /full: 4 held and 0 on offer, of 4/],
  ])('an agent %s', (_, candidate, why) => {
    expect(whyNot(candidate)).toMatch(why);
  });

  test('an agent of another queue is not even a candidate', () => {
    expect(choose([agent('a', { queues: ['hr'] })])).toEqual({ agentId: null, reasons: [] });
  });

  test('an agent who lacks a skill: all are needed (D3)', () => {
    const item = workItem({ skills: ['vpn', 'german'] });
    expect(whyNot(agent('a', { skills: ['vpn'] }), item)).toBe('lacks german');
    expect(choose([agent('a', { skills: ['german', 'vpn'] })], item).agentId).toBe('a');
  });

  test.each([
    ['rejected', 'rejected it 19 s ago'],
    ['timed_out', 'let it pass 19 s ago'],
    ['returned', 'gave it back 19 s ago'],
  ] as const)('an agent who %s it, for a while', (outcome, why) => {
    const past = { agentId: 'a', at: noon, endedAt: noon, outcome, reason: null };
    const item = workItem({ offers: [past] });
    const awake = (seconds: number) => agent('a', { beats: { n: secondsAfter(noon, seconds) } });
    expect(whyNot(awake(19), item, nothing, secondsAfter(noon, 19))).toBe(why);
    expect(choose([awake(20)], item, nothing, secondsAfter(noon, 20)).agentId).toBe('a');
  });

  test('an offer that was withdrawn counts against nobody', () => {
    const past = { agentId: 'a', at: noon, endedAt: noon, outcome: 'withdrawn', reason: null } as const;
    expect(choose([agent('a')], workItem({ offers: [past] })).agentId).toBe('a');
  });
});

test('every agent of the queue is named with a reason, whoever is chosen (F7 9)', () => {
  const { agentId, reasons } = choose([
    agent('best'),
    agent('second', { load: 1 }),
    agent('away', { presence: 'away' }),
    agent('stranger', { queues: ['hr'] }),
  ]);
  expect(agentId).toBe('best');
  expect(new Map(reasons.map(({ agentId: id, why }) => [id, why]))).toEqual(
    new Map([
      ['best', 'chosen: 4 of 4 free'],
      ['second', '3 of 4 free; best comes first'],
      ['away', 'is away'],
    ]),
  );
});

test('whoever is chosen has room, and nobody with more room was passed over', () => {
  const some = fc.array(
    fc.record({
      load: fc.integer({ min: 0, max: 5 }),
      presence: fc.constantFrom('available', 'away', 'offline'),
      pending: fc.integer({ min: 0, max: 3 }),
      skills: fc.subarray(['vpn', 'mail']),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(some, fc.subarray(['vpn', 'mail']), (list, skills) => {
      const agents = list.map((one, index) => agent(`a${index}`, one));
      const pending = new Map(list.map((one, index) => [`a${index}`, offers(one.pending)]));
      const item = workItem({ skills });
      const room = (one: ReturnType<typeof agent>) => freeOf(one, 'chat', settings, pending.get(one.id));
      const fit = agents.filter(
        (one) =>
          one.presence === 'available' &&
          room(one) > 0 &&
          skills.every((skill) => one.skills.some((has) => has.skill === skill)),
      );
      const { agentId } = choose(agents, item, pending);
      const chosen = fit.find(({ id }) => id === agentId);
      expect(chosen === undefined).toBe(fit.length === 0);
      if (chosen !== undefined) expect(room(chosen)).toBe(Math.max(...fit.map(room)));
    }),
  );
});

describe('who counts as present (A4, D3)', () => {
  const present = (one: ReturnType<typeof agent>, skills: string[] = []) =>
    couldEverTake(
      { queueId: 'it', type: 'chat', size: 1, skills: requiredSkills(skills) },
      one,
      noon,
      settings,
    );

  test('busy and away agents do: the requester may wait for them', () => {
    expect(present(agent('a', { load: 4 }))).toBe(true);
    expect(present(agent('a', { presence: 'away' }))).toBe(true);
  });

  test('offline, disconnected, unskilled agents and those without any capacity do not', () => {
    expect(present(agent('a', { presence: 'offline' }))).toBe(false);
    expect(present(agent('a', { beats: {} }))).toBe(false);
    expect(present(agent('a'), ['vpn'])).toBe(false);
    expect(present(agent('a', { capacity: 0 }))).toBe(false);
  });
});
