import { converse, inSample, topic, withSetup } from './support/conversation.ts';

describe('limits of a turn', () => {
  it('run time: an error with the path that led there', async () => {
    let milliseconds = 0;
    const { eventsOf, outcome } = await inSample(
      [
        { id: 'a', kind: 'set', values: { n: 1 } },
        { id: 'b', kind: 'text', text: 'Hello' },
      ],
      {
        elapsed: () => (milliseconds = Math.min(milliseconds + 400, 1_200)),
        settings: (s) => (s.topics.turnMilliseconds = 600),
      },
    );
    expect(eventsOf('faulted')[0]?.message).toMatch(/may take 600 ms; the last were sample\/a/);
    expect(outcome().kind).toBe('handoff_requested');
  });

  it('the waiting for the store is not counted', async () => {
    let milliseconds = 0;
    const talk = converse({
      catalog: await withSetup(
        topic([
          { id: 'a', kind: 'lookup', table: 'incident', into: 'found' },
          { id: 'b', kind: 'text', text: 'Nothing there.' },
        ]),
      ),
      elapsed: () => milliseconds,
      settings: (s) => (s.topics.turnMilliseconds = 100),
    });
    const { find } = talk.records;
    talk.records.find = async (query) => {
      milliseconds += 5_000;
      return find(query);
    };
    await talk.requester.says('run the sample');
    talk.va.replies('Nothing there.');
  });

  it('a block may not call itself', async () => {
    const block = topic([{ id: 'again', kind: 'block', block: 'endless' }], {
      name: 'endless',
      title: 'Endless',
      type: 'block',
    });
    const talk = converse({
      catalog: await withSetup(topic([{ id: 'call', kind: 'block', block: 'endless' }]), block),
    });
    await talk.requester.says('run the sample');
    expect(talk.eventsOf('faulted')[0]?.message).toBe(
      'a topic block may not call itself: sample → endless → endless',
    );
    talk.va.replies(/something went wrong/);
  });

  it('the topic that waits longest makes way when too many wait', async () => {
    const resuming = (name: string) =>
      topic([{ id: 'ask', kind: 'date_input', prompt: `When, ${name}?` }], {
        name,
        title: name,
        utterances: { en: [`open the ${name} form`] },
        resume_after_switch: true,
      });
    const talk = converse({
      catalog: await withSetup(resuming('garden'), resuming('kitchen'), resuming('cellar')),
      settings: (s) => {
        s.topics.suspendedTopics = 1;
        s.discovery.confirmSwitch = false;
      },
    });
    await talk.requester.says('open the garden form');
    await talk.requester.says('open the kitchen form');
    await talk.requester.says('open the cellar form');
    expect(talk.running()).toEqual(['kitchen/ask', 'cellar/ask']);
    expect(talk.eventsOf('topic_ended')).toMatchObject([{ topic: 'garden', outcome: 'interrupted' }]);
    await talk.requester.says('tomorrow');
    talk.va.replies('Back to “kitchen”.', 'When, kitchen?');
    await talk.requester.says('tomorrow');
    talk.va.replies(/anything else/);
  });
});

describe('going over to what is chosen at run time', () => {
  it('switch_topic with `choose`', async () => {
    const other = topic([{ id: 'a', kind: 'text', text: 'The other one.' }], {
      name: 'other',
      title: 'Other',
    });
    const choose = { id: 'go', kind: 'switch_topic', choose: 'vaVars.where' };
    const talk = converse({
      catalog: await withSetup(topic([choose], { variables: { where: 'other' } }), other),
    });
    await talk.requester.says('run the sample');
    talk.va.replies('The other one.');
    const wrong = await inSample([choose], {}, { variables: { where: 3 } });
    expect(wrong.eventsOf('faulted')[0]?.message).toMatch(/gives no name of a topic/);
  });

  it('switch_topic with `resume` comes back, with the answers kept', async () => {
    const other = topic([{ id: 'a', kind: 'text', text: 'The other one.' }], {
      name: 'other',
      title: 'Other',
    });
    const talk = converse({
      catalog: await withSetup(
        topic([
          { id: 'who', kind: 'text_input', prompt: 'Who?' },
          { id: 'go', kind: 'switch_topic', topic: 'other', resume: true },
          { id: 'back', kind: 'text', text: 'Hello again, {{ vaInputs.who }}.' },
        ]),
        other,
      ),
    });
    await talk.requester.says('run the sample');
    await talk.requester.says('Grace');
    talk.va.replies('The other one.', 'Back to “Sample”.', 'Hello again, Grace.');
  });

  it('block with `choose`', async () => {
    const block = topic([{ id: 'a', kind: 'text', text: 'In the block.' }], {
      name: 'inside',
      title: 'Inside',
      type: 'block',
    });
    const call = { id: 'call', kind: 'block', choose: "'in' + 'side'" };
    const talk = converse({ catalog: await withSetup(topic([call]), block) });
    await talk.requester.says('run the sample');
    talk.va.replies('In the block.', /anything else/);
  });
});

describe('the survey inside a topic', () => {
  const flow = [
    { id: 'ask', kind: 'survey' },
    { id: 'after', kind: 'text', text: 'Back here.' },
  ];
  it('is asked there, and the topic goes on; it is not asked again at the end', async () => {
    const { requester, va, eventsOf, outcome } = await inSample(flow, {
      settings: (s) => (s.survey.probability = 1),
    });
    va.replies(/how did this conversation go/);
    await requester.says('good');
    va.replies(/helps us/, 'Back here.', /anything else/);
    expect(eventsOf('survey_answered')).toHaveLength(1);
    await requester.says('no');
    expect(outcome()).toEqual({ kind: 'finished' });
  });

  it('`always: false` asks the share that the settings say', async () => {
    const { va } = await inSample([{ ...flow[0], always: false }, flow[1]]);
    va.replies('Back here.');
  });
});

describe('a person is on the way', () => {
  const flow = [
    { id: 'go', kind: 'transfer', on: { queued: 'told', no_agents: 'nobody' } },
    { id: 'told', kind: 'text', text: 'While you wait: {{ vaVars.tip }}' },
    { id: 'ask', kind: 'text_input', prompt: 'Never asked.' },
    { id: 'nobody', kind: 'text', text: 'Nobody.' },
  ];
  const waiting = () => inSample(flow, {}, { variables: { tip: 'stretch.' }, live_agent_variables: ['tip'] });

  it('says what the branch says, up to the first question', async () => {
    const { desk, result } = await waiting();
    await desk.comes('queued');
    expect(result().messages.map(({ text }) => text)).toEqual(['While you wait: stretch.']);
    expect(result().outcome).toEqual({ kind: 'waiting' });
  });

  it('the topic stays at its transfer, for when nobody comes after all', async () => {
    const { desk, va } = await waiting();
    await desk.comes('queued');
    await desk.answers('no_agents');
    va.replies('Nobody.');
  });

  it('an outcome without a branch says nothing', async () => {
    const { desk, va } = await waiting();
    await desk.comes('offered');
    va.saysNothing();
  });

  it('the person sees the variables that the topic names', async () => {
    const { outcome } = await waiting();
    expect(outcome()).toMatchObject({ context: { tip: 'stretch.' } });
  });

  it('and the answers of a topic that ended for it', async () => {
    const { requester, outcome } = await inSample([
      {
        id: 'color',
        kind: 'choice_input',
        prompt: 'Which?',
        choices: [{ value: 'red', label: 'Red' }, { value: 'blue' }],
      },
      { id: 'when', kind: 'date_input', prompt: 'When?' },
    ]);
    await requester.says('red');
    await requester.says('agent');
    expect(outcome()).toMatchObject({ kind: 'handoff_requested', context: { color: 'Red' } });
  });
});
