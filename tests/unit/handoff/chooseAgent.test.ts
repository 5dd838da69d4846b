import fc from 'fast-check';
import { type AssignmentRule, poolBody } from '../../../contracts/handoff.ts';
import { defaultSettings } from '../../../contracts/settings.ts';
import { requiredSkills } from '../../../contracts/skills.ts';
import { freeOf } from '../../../handoff/agent.ts';
import { chooseAgent, decisionOf } from '../../../handoff/routing/chooseAgent.ts';
import { candidatesOf } from '../../../handoff/routing/eligibility.ts';
import { couldEverTake } from '../../../handoff/routing/objection.ts';
import { newQueue, type Queue } from '../../../handoff/routing/queue.ts';
import { type Pending, shippedRule } from '../../../handoff/routing/routingView.ts';
import { agent, noon, routingView, secondsAfter, workItem } from './builders.ts';

const settings = defaultSettings();
const nothing: Pending = new Map();
/** So many offers of one unit each. */
const offers = (count: number) => Array.from({ length: count }, () => ({ type: 'chat', size: 1 }) as const);
/** As the router chooses in this queue. */
function choose(
  agents: ReturnType<typeof agent>[],
  item = workItem(),
  pending: Pending = nothing,
  now = noon,
  { queue = {}, rules = [] }: { queue?: Partial<Queue>; rules?: AssignmentRule[] } = {},
) {
  const whole = newQueue({ id: 'it', name: 'IT Help', ...queue });
  const view = routingView(agents, {
    now,
    settings,
    pending,
    queues: [whole],
    rules: new Map(rules.map((rule) => [rule.id, rule])),
  });
  const choice = chooseAgent(item, candidatesOf(view, whole), view);
  return {
    agentId: choice.chosen?.agent.id ?? null,
    rule: choice.chosen?.way.rule.id,
    reasons: choice.reasons,
  };
}

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
    expect(choose([agent('a', { queues: ['hr'] })])).toMatchObject({ agentId: null, reasons: [] });
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

describe('pools', () => {
  const queue = {
    pools: [poolBody.parse({ groups: ['second_line'], afterSeconds: 60, tier: 200, rule: 'idle' })],
  };
  const rules = [{ ...shippedRule, id: 'idle', order: 'longest_idle' as const }];
  const helper = (seconds: number) =>
    agent('helper', {
      queues: [],
      groups: ['second_line'],
      beats: { n: secondsAfter(noon, seconds) },
    });

  test('a group is asked when it is its time, by its own rule', () => {
    const at = (seconds: number) =>
      choose([helper(seconds)], workItem(), nothing, secondsAfter(noon, seconds), { queue, rules });
    expect(at(59)).toMatchObject({ agentId: null, reasons: [{ why: 'may be asked in 1 s' }] });
    expect(at(60)).toMatchObject({ agentId: 'helper', rule: 'idle' });
  });

  test('who lists the queue comes before a higher tier, however much room that has', () => {
    const own = agent('own', { load: 3, beats: { n: secondsAfter(noon, 60) } });
    const found = choose([helper(60), own], workItem(), nothing, secondsAfter(noon, 60), { queue, rules });
    expect(found.agentId).toBe('own');
  });
});

describe('the rule of the queue', () => {
  const by = (rule: Partial<AssignmentRule>) => ({
    queue: { rule: 'r' },
    rules: [{ ...shippedRule, ...rule, id: 'r' }],
  });
  const under = (agents: ReturnType<typeof agent>[], rule: Partial<AssignmentRule>, item = workItem()) =>
    choose(agents, item, nothing, noon, by(rule)).agentId;

  test('longest idle: whoever is without new work the longest, however much room others have', () => {
    const roomy = agent('roomy', { lastAssignedAt: secondsAfter(noon, -10) });
    const idle = agent('idle', { load: 3, lastAssignedAt: secondsAfter(noon, -900) });
    expect(under([roomy, idle], { order: 'longest_idle' })).toBe('idle');
    expect(under([roomy, idle], { order: 'most_capacity' })).toBe('roomy');
  });

  test('a level that is too low does not do, unless levels are not looked at', () => {
    const item = workItem({ skills: [{ skill: 'sap', level: 3 }] });
    const novice = agent('novice', { skills: [{ skill: 'sap', level: 2 }] });
    expect(under([novice], {}, item)).toBeNull();
    expect(under([novice], { skillLevels: false }, item)).toBe('novice');
    expect(under([agent('unskilled')], { skillLevels: false }, item)).toBeNull();
    expect(under([agent('unskilled')], { skills: false }, item)).toBe('unskilled');
  });

  test('more of the wished skills come before more room; how many comes before how well', () => {
    const item = workItem({
      skills: ['sap', 'german', 'mail'].map((skill) => ({ skill, level: 3, mandatory: false })),
    });
    const low = (...skills: string[]) => skills.map((skill) => ({ skill, level: 1 }));
    const high = (...skills: string[]) => skills.map((skill) => ({ skill, level: 5 }));
    const many = agent('many', { load: 3, skills: low('sap', 'german') });
    const good = agent('good', { skills: high('sap') });
    const both = agent('both', { load: 3, skills: [...low('sap'), ...high('mail')] });
    expect(under([many, good, agent('none')], {}, item)).toBe('many');
    expect(under([many, good, both], {}, item)).toBe('both');
  });
});

describe('who comes before all others', () => {
  const affinity = [{ agentId: 'last', why: 'had this person last' }];
  const later = (
    seconds: number,
    last: ReturnType<typeof agent>,
    more: Parameters<typeof workItem>[0] = {},
  ) =>
    choose(
      [
        { ...last, beats: { n: secondsAfter(noon, seconds) } },
        agent('other', { beats: { n: secondsAfter(noon, seconds) } }),
      ],
      workItem({ affinity, ...more }),
      nothing,
      secondsAfter(noon, seconds),
      { queue: { rule: 'r' }, rules: [{ ...shippedRule, id: 'r', affinitySeconds: 30 }] },
    );

  test('the last agent, with less room than others', () => {
    const { agentId, reasons } = later(0, agent('last', { load: 3 }));
    expect(agentId).toBe('last');
    expect(reasons[0]?.why).toBe('chosen: had this person last, 1 of 4 free');
  });

  test('when full, that agent is waited for as long as the rule says; when away, not', () => {
    expect(later(29, agent('last', { load: 4 }))).toMatchObject({
      agentId: null,
      reasons: [{ agentId: 'other', why: '4 of 4 free; kept 1 s more for last' }, { agentId: 'last' }],
    });
    expect(later(30, agent('last', { load: 4 })).agentId).toBe('other');
    expect(later(0, agent('last', { presence: 'away' })).agentId).toBe('other');
  });

  test('nobody waits for one who could not take it with room either', () => {
    const rejected = { agentId: 'last', at: noon, endedAt: noon, outcome: 'rejected' as const, reason: '' };
    const offers = [{ ...rejected, again: false }];
    expect(later(0, agent('last', { load: 4 }), { offers }).agentId).toBe('other');
  });
});

describe('who is never, or not yet, asked again', () => {
  const past = (more: object) => ({ agentId: 'a', at: noon, endedAt: noon, reason: null, ...more });
  const later = secondsAfter(noon, 3_600);
  const awake = agent('a', { beats: { n: later } });

  test('after a reason that says so, never', () => {
    const reason = 'Not my field';
    const item = workItem({ offers: [past({ outcome: 'rejected', again: false, reason }) as never] });
    expect(choose([awake], item, nothing, later)).toMatchObject({
      agentId: null,
      reasons: [{ why: 'rejected it for good: Not my field' }],
    });
  });

  test('who passed it on, for a while', () => {
    const item = workItem({ offers: [past({ outcome: 'transferred' }) as never] });
    expect(choose([agent('a')], item).reasons[0]?.why).toBe('passed it on 0 s ago');
    expect(choose([awake], item, nothing, later).agentId).toBe('a');
  });
});

test('a presence of the administrator’s own takes the kinds of work that it says', () => {
  const own = {
    name: 'mails_only',
    label: 'Mails only',
    available: true,
    types: ['email' as const],
    groups: [],
  };
  const view = routingView([agent('a', { presence: 'mails_only' })], {
    presences: new Map([['mails_only', own]]),
  });
  const [queue] = view.queues;
  const of = (type: 'chat' | 'email') =>
    chooseAgent(workItem({ type }), queue === undefined ? [] : candidatesOf(view, queue), view);
  expect(of('email').chosen?.agent.id).toBe('a');
  expect(of('chat').reasons[0]?.why).toBe('is mails_only: takes no chat');
});

test('work of two units needs both free, and a unit of another kind counts in what is universal', () => {
  const item = workItem({ size: 2 });
  expect(choose([agent('a', { load: 3 })], item).agentId).toBeNull();
  expect(choose([agent('a', { load: 2 })], item).agentId).toBe('a');
  const held = [{ workItemId: 'm', at: noon, type: 'email' as const, size: 3 }];
  expect(choose([agent('a', { held })], item).agentId).toBeNull();
});

test('of many candidates thirty are kept, the nearest misses first, and the rest is counted', () => {
  const agents = [
    ...Array.from({ length: 40 }, (_, n) => agent(`gone${n}`, { beats: {} })),
    agent('full', { load: 4 }),
    agent('away', { presence: 'away' }),
  ];
  const view = routingView(agents);
  const [queue] = view.queues;
  const decision = decisionOf(
    chooseAgent(workItem(), queue === undefined ? [] : candidatesOf(view, queue), view),
    noon,
  );
  expect(decision.reasons).toHaveLength(30);
  expect(decision.reasons.slice(0, 3).map(({ agentId }) => agentId)).toEqual(['full', 'away', 'gone0']);
  expect(decision.more).toBe(12);
});

describe('who counts as present (A4, D3)', () => {
  const present = (one: ReturnType<typeof agent>, skills: string[] = []) => {
    const view = routingView([one], { settings });
    const item = { type: 'chat' as const, size: 1, skills: requiredSkills(skills) };
    return view.queues.some((queue) =>
      candidatesOf(view, queue).some((candidate) => couldEverTake(item, candidate, view)),
    );
  };

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
