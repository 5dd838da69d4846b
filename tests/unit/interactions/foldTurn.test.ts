import { closeEvents } from '../../../interactions/closeEvents.ts';
import { foldTurn } from '../../../interactions/foldTurn.ts';
import { placeTurn } from '../../../interactions/placeTurn.ts';
import { readConversation } from '../../../interactions/readConversation.ts';
import { ada, conversation, desk, opened, start, toAgent, topicStarted, toQueue } from './support.ts';

test('A1: the agent average response time pairs the first message of a burst with the first answer (1 s and 3 s give 2 s)', () => {
  const talk = conversation();
  talk.happens(0, toQueue());
  talk.happens(5, toAgent);
  talk.requesterSays(10, 'hello');
  talk.agentSays(11, 'hi there');
  talk.requesterSays(20, 'my laptop is slow');
  talk.requesterSays(21, 'and it is loud');
  talk.agentSays(23, 'let me look');
  talk.agentSays(24, 'found it');
  expect(talk.state.header.agentAverageResponseTime).toBe(2);
});

test('F7 18: messages of the Virtual Agent, private notes and system texts do not stop the clock', () => {
  const talk = conversation();
  talk.happens(0, toQueue());
  talk.happens(5, toAgent);
  talk.requesterSays(10, 'hello');
  talk.botSays(11, 'a late answer');
  talk.agentSays(12, 'looks like the old fault', { private: true });
  talk.agentSays(16, 'hi');
  expect(talk.state.header.agentAverageResponseTime).toBe(6);
});

test('what is said to a topic that runs meanwhile waits for no agent, and was not said to one', () => {
  const talk = conversation();
  talk.happens(0, toQueue());
  talk.happens(5, toAgent);
  talk.happens(10, { type: 'errand_started', topic: 'device', title: 'A device', by: ada });
  talk.requesterSays(20, 'blue');
  expect(talk.state.facts.requesterWroteToAgent).toBe(false);
  talk.happens(30, { type: 'errand_ended', topic: 'device', outcome: 'completed' });
  talk.requesterSays(40, 'and now?');
  talk.agentSays(43, 'now I look');
  expect(talk.state.header.agentAverageResponseTime).toBe(3);
  expect(talk.state.facts.requesterWroteToAgent).toBe(true);
});

test('the wait runs from asking for a person to a person’s first words, the queue time to the acceptance', () => {
  const talk = conversation();
  talk.happens(100, toQueue());
  talk.happens(130, toAgent);
  talk.agentSays(142, 'hello');
  expect(talk.state.header.queueTime).toBe(30);
  expect(talk.state.header.waitTime).toBe(42);
});

test('the queue time of two handoffs is summed; the wait is that of the first', () => {
  const talk = conversation();
  talk.happens(0, toQueue());
  talk.happens(10, toAgent);
  talk.agentSays(12, 'hello');
  talk.happens(60, toQueue('agent'));
  talk.happens(80, toAgent);
  talk.agentSays(85, 'hello again');
  expect(talk.state.header).toMatchObject({ queueTime: 30, waitTime: 12, duration: 50 });
});

test('the Virtual Agent flag comes with a topic, not with the greeting; the agent-chat flag with the transfer', () => {
  const talk = conversation();
  talk.happens(0, topicStarted('greeting', 'greeting'));
  expect(talk.state.header).toMatchObject({ virtualAgent: false, agentChat: false, state: 'new' });
  talk.happens(1, topicStarted('vpn_trouble'));
  expect(talk.state.header).toMatchObject({
    virtualAgent: true,
    agentChat: false,
    state: 'work_in_progress',
  });
  talk.happens(
    2,
    {
      type: 'handoff_requested',
      outcome: 'queued',
      queue: desk,
      shortDescription: 'VPN drops',
      workItemId: 'w1',
      skills: [],
      context: {},
      reasons: [],
    },
    toQueue(),
  );
  expect(talk.state.header).toMatchObject({
    virtualAgent: true,
    agentChat: true,
    shortDescription: 'VPN drops',
    state: 'on_hold',
  });
});

test('a handoff that did not happen leaves the conversation with the Virtual Agent', () => {
  const talk = conversation();
  talk.happens(0, {
    type: 'handoff_requested',
    outcome: 'no_agents',
    queue: desk,
    shortDescription: 'help',
    workItemId: null,
    skills: [],
    context: {},
    reasons: ['nobody is signed in'],
  });
  expect(talk.state.header).toMatchObject({ agentChat: false, owner: 'virtual_agent' });
  expect(talk.state.facts.liveAgent).toBe(false);
});

test('Anything Else is a fact until another topic starts', () => {
  const talk = conversation();
  talk.happens(0, topicStarted('vpn_trouble'));
  talk.happens(1, topicStarted('anything_else', 'anything_else'));
  expect(talk.state.facts.anythingElse).toBe(true);
  talk.requesterSays(2, 'yes');
  expect(talk.state.facts.anythingElse).toBe(true);
  talk.happens(3, topicStarted('reset_password'));
  expect(talk.state.facts.anythingElse).toBe(false);
});

test('every message has a sequence number of its own, also when one turn posts several', () => {
  const talk = conversation();
  talk.requesterSays(0, 'hello');
  talk.at(1, {
    cause: { kind: 'system', action: 'test' },
    events: [],
    messages: ['one', 'two', 'three'].map((text) => ({
      type: 'text',
      text,
      from: { kind: 'virtual_agent', name: 'Virtual Agent' },
    })),
  });
  talk.happens(2, topicStarted('vpn_trouble'));
  talk.requesterSays(3, 'and now');
  expect(talk.log.flatMap((turn) => turn.messages.map(({ seq }) => seq))).toEqual([1, 2, 3, 4, 6]);
  expect(talk.state.lastSeq).toBe(6);
});

test('a record that was created, then changed, stands once among the related tasks and shows the latest state', () => {
  const talk = conversation();
  talk.happens(0, {
    type: 'record_created',
    table: 'incident',
    id: 'i1',
    number: 'INC0010001',
    fields: { short_description: 'VPN drops', state: 'new' },
  });
  talk.happens(1, {
    type: 'record_attached',
    table: 'incident',
    id: 'i1',
    number: 'INC0010001',
    title: 'VPN drops',
    state: 'new',
    via: 'attach',
  });
  talk.happens(2, {
    type: 'record_updated',
    table: 'incident',
    id: 'i1',
    number: 'INC0010001',
    title: 'VPN drops',
    state: 'resolved',
    changes: {},
  });
  expect(talk.state.relatedTasks).toEqual([
    {
      table: 'incident',
      id: 'i1',
      number: 'INC0010001',
      title: 'VPN drops',
      state: 'resolved',
      via: 'record_action',
      at: expect.any(String),
    },
  ]);
});

test('time never runs backwards in a conversation, whatever the nodes’ clocks say', () => {
  const talk = conversation();
  talk.requesterSays(100, 'hello');
  talk.requesterSays(90, 'from a node that is ten seconds behind');
  const [first, second] = talk.log;
  expect(second?.at.getTime()).toBe(first?.at.getTime());
});

test('B6: the header shows the language that the conversation changed to', () => {
  const talk = conversation();
  talk.happens(1, { type: 'language_changed', from: 'en', to: 'de', by: 'requested' });
  expect(talk.state.header.locale).toBe('de');
});

describe('A1: parts, each measured by itself', () => {
  const feels = (normalized: number) => ({
    score: normalized * 10,
    normalized,
    label: normalized < 0 ? ('negative' as const) : ('positive' as const),
    neutralBand: 0.05,
  });
  const says = (talk: ReturnType<typeof conversation>, seconds: number, normalized: number) =>
    talk.at(seconds, {
      cause: { kind: 'requester', action: 'message' },
      events: [],
      messages: [{ type: 'text', text: 'words', from: { kind: 'requester', name: 'Robin Vale' } }],
      sentiment: feels(normalized),
    });

  test('the Virtual Agent’s, then each agent’s with the waiting for it, then the Virtual Agent’s again', () => {
    const talk = conversation();
    talk.happens(0, opened());
    says(talk, 1, -0.3);
    talk.happens(2, toQueue());
    says(talk, 3, -0.1);
    talk.happens(4, toAgent);
    says(talk, 5, 0.3);
    talk.happens(6, { ...toAgent, from: 'agent', agent: { id: 'agent2', name: 'Ben Okafor' } });
    talk.happens(7, {
      ...toQueue('agent'),
      why: 'to another queue',
      transferredBy: { id: 'ada', name: 'Ada' },
    });
    talk.happens(8, { type: 'owner_changed', from: 'queue', to: 'virtual_agent', why: 'no agents' });
    talk.happens(9, ...closeEvents(talk.state, 'requester_end', { kind: 'requester', name: 'R' }, 'x'));
    expect(talk.state.parts).toMatchObject([
      {
        part: 1,
        kind: 'virtual_agent',
        with: { kind: 'virtual_agent' },
        turns: 1,
        normalized: -0.3,
        sentiment: 'negative',
        endedBy: 'handoff',
        lower: -0.05,
        upper: 0.05,
        userType: 'user',
      },
      {
        part: 2,
        kind: 'live',
        with: { kind: 'agent', name: ada.name },
        turns: 2,
        normalized: 0.1,
        endedBy: 'transferred',
      },
      {
        part: 3,
        kind: 'live',
        with: { name: 'Ben Okafor' },
        turns: 0,
        normalized: null,
        sentiment: null,
        endedBy: 'transferred',
      },
      { part: 4, kind: 'live', with: null, endedBy: 'returned' },
      { part: 5, kind: 'virtual_agent', endedBy: 'closed' },
    ]);
    expect(talk.state.part).toBeNull();
    expect(talk.state.header).toMatchObject({ sentimentNormalized: -0.033, sentiment: 'neutral' });
  });

  test('words that lead to a person are the Virtual Agent part’s', () => {
    const talk = conversation();
    talk.happens(0, opened());
    talk.at(1, {
      cause: { kind: 'requester', action: 'message' },
      events: [toQueue()],
      messages: [],
      sentiment: feels(-0.4),
    });
    expect(talk.state.parts).toMatchObject([{ part: 1, turns: 1, normalized: -0.4 }]);
    expect(talk.state.part).toMatchObject({ part: 2, turns: 0 });
  });

  test('what an agent opened has no part of the Virtual Agent', () => {
    const talk = conversation();
    talk.happens(0, opened({ direction: 'outbound' }), toAgent);
    expect(talk.state.parts).toEqual([]);
    expect(talk.state.part).toMatchObject({ part: 1, kind: 'live', with: { name: ada.name } });
  });
});

test('the wait counts from asking for the person who came; a talk with the Virtual Agent between is no wait', () => {
  const talk = conversation();
  talk.happens(0, opened(), toQueue());
  talk.happens(60, { type: 'owner_changed', from: 'queue', to: 'virtual_agent', why: 'no agents' });
  talk.happens(3_600, toQueue());
  talk.happens(3_630, toAgent);
  talk.agentSays(3_640, 'hello');
  expect(talk.state.header).toMatchObject({ waitTime: 40, queueTime: 90 });
});

test('who a guest turns out to be is whom the conversation is for', () => {
  const talk = conversation();
  talk.happens(0, opened({ openedFor: { id: 'guest:1', name: 'Guest', guest: true } }));
  const to = { id: 'u1', name: 'Robin Vale', email: 'robin@example.com' };
  talk.happens(1, {
    type: 'person_identified',
    from: { id: 'guest:1', name: 'Guest', guest: true },
    to,
    channelUserProfile: 'p1',
    by: null,
  });
  expect(talk.state.header).toMatchObject({ openedFor: to, channelUserProfile: 'p1' });
});

test('what an opening brings stands in the header', () => {
  const talk = conversation();
  talk.happens(
    0,
    opened({ channelUserProfile: 'p1', clonedFrom: 'IMS0000001', shortDescription: 'Again', tags: ['vip'] }),
    {
      type: 'fields_changed',
      changes: {
        account: 'Acme',
        contact: 'Robin',
        consumer: 'Sam',
        disposition: 'done',
        workNote: 'called',
      },
      by: ada,
    },
  );
  expect(talk.state.header).toMatchObject({
    channelUserProfile: 'p1',
    clonedFrom: 'IMS0000001',
    shortDescription: 'Again',
    tags: ['vip'],
    account: 'Acme',
    contact: 'Robin',
    consumer: 'Sam',
    disposition: 'done',
    workNotes: ['called'],
  });
});

test('a conversation that was stored before the record had facts of its own goes on', () => {
  const talk = conversation();
  talk.happens(0, opened(), toQueue());
  talk.happens(5, toAgent);
  const { header, record: _, sentiment, part: _part, parts, transcriptChars, facts, ...fold } = talk.state;
  const { promptedAt, takenUpAt, topicRan, transferred, ...earlier } = facts;
  const read = readConversation(header, {
    ...fold,
    facts: earlier,
    sentimentSum: sentiment.sum,
    sentimentTurns: sentiment.turns,
  });
  const turn = placeTurn(
    read,
    {
      cause: { kind: 'agent', action: 'message', agent: ada },
      events: [],
      messages: [{ type: 'text', text: 'hello', from: { kind: 'agent', name: ada.name } }],
    },
    new Date(start + 9_000),
    () => 'm1',
  );
  expect(foldTurn(read, turn).header).toEqual({ ...talk.agentSays(9, 'hello').header });
});

it('domain A1: it is assigned to the Virtual Agent, to nobody while it waits, then to the agent', () => {
  const told = conversation();
  told.requesterSays(1, 'hello');
  expect(told.state.header.assignedTo).toEqual({ id: 'virtual_agent', name: 'Virtual Agent' });
  told.happens(2, toQueue());
  expect(told.state.header.assignedTo).toBeNull();
  told.happens(3, toAgent);
  expect(told.state.header.assignedTo).toEqual(ada);
});
