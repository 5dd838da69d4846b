import type { Catalog } from '../../../topics/catalog.ts';
import { converse, type Setting, shippedCatalog, topic, withSetup } from './support/conversation.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await shippedCatalog();
});
const talkWith = (setting: Partial<Setting> = {}) => converse({ catalog, ...setting });

const ask = {
  id: 'color',
  kind: 'choice_input',
  prompt: 'Which color?',
  choices: [{ value: 'red' }, { value: 'blue' }],
};
const done = { id: 'done', kind: 'text', text: 'You chose {{ vaInputs.color }}.' };

describe('Greeting (B2)', () => {
  it('greets by first name and offers the promoted topics and everything', async () => {
    const { requester, va, outcome } = talkWith();
    await requester.opens();
    va.replies(/Ada, I am the IT|Ada, this is the IT/, /pick one/);
    expect(va.offers()).toEqual(
      expect.arrayContaining(['VPN trouble', 'Reset a password', 'Show me everything']),
    );
    expect(va.offers().length).toBeLessThanOrEqual(7);
    expect(outcome()).toEqual({ kind: 'waiting' });
  });

  it('is logged like any topic', async () => {
    const { requester, events } = talkWith();
    await requester.opens();
    expect(events.map(({ type }) => type)).toEqual([
      'topic_started',
      'element_run',
      'element_run',
      'topic_ended',
    ]);
    expect(events[0]).toMatchObject({
      topic: 'greeting',
      topicKind: 'setup',
      role: 'greeting',
      by: 'setup',
      version: 1,
    });
  });

  it('calls a guest by no name', async () => {
    const { requester, va } = talkWith({ requester: { name: 'Guest', guest: true } });
    await requester.opens();
    va.replies(/^(Hello|Hi), /);
  });

  it('"Show me everything" lists the visible topics by category', async () => {
    const { requester, va } = talkWith();
    await requester.opens();
    await requester.picks('topics:all');
    va.replies(/everything I can help with/);
    expect(va.offers()).toContain('New starter access');
    expect(va.offers()).not.toContain('Thanks');
  });

  it('a topic picked from the list runs', async () => {
    const { requester, va, eventsOf } = talkWith();
    await requester.opens();
    await requester.picks('topic:vpn_trouble');
    va.replies(/your VPN/);
    expect(eventsOf('topic_started').at(-1)).toMatchObject({ topic: 'vpn_trouble', by: 'picked' });
  });

  it('a topic that is not there any more is declined', async () => {
    const { requester, va } = talkWith();
    await requester.picks('topic:gone');
    va.replies(/cannot help with that any more/);
  });

  it('a setup topic or block cannot be picked', async () => {
    const { requester, va } = talkWith();
    await requester.picks('topic:confirm_contact');
    va.replies(/cannot help with that any more/);
  });
});

describe('discovery in the conversation', () => {
  it('TD3: a match runs the topic and is logged with its candidates', async () => {
    const { requester, va, eventsOf } = talkWith();
    await requester.says('my vpn keeps dropping');
    va.replies(/your VPN/);
    expect(eventsOf('topic_discovered')).toMatchObject([{ outcome: 'match', chosen: 'vpn_trouble' }]);
  });

  it('TD5: several are a pick list with a way out', async () => {
    const { requester, va, state } = talkWith();
    await requester.says('vpn password');
    va.replies(/Which one is it/);
    expect(va.offers()).toEqual(expect.arrayContaining(['VPN trouble', 'Reset a password', 'None of these']));
    expect(state().pending?.kind).toBe('pick');
  });

  it('the words that led to the pick list are known to the topic that was picked', async () => {
    const { requester, state } = talkWith();
    await requester.says('vpn password');
    await requester.picks('topic:vpn_trouble');
    expect(state().stack.at(-1)?.vars.utterance).toBe('vpn password');
  });

  it('“yes, thanks a lot” is an answer, not small talk', async () => {
    const { requester, eventsOf } = talkWith();
    await requester.says('can you check on INC0010002');
    await requester.says('yes a lot, thanks');
    expect(eventsOf('topic_started').map(({ topic }) => topic)).not.toContain('thanks');
  });

  it.each([
    ['by its value', (t: ReturnType<typeof talkWith>) => t.requester.picks('topic:vpn_trouble')],
    ['by its name', (t: ReturnType<typeof talkWith>) => t.requester.says('VPN trouble')],
    ['by words of it', (t: ReturnType<typeof talkWith>) => t.requester.says('the vpn one')],
  ])('a pick is understood %s', async (_how, pick) => {
    const talk = talkWith();
    await talk.requester.says('vpn password');
    await pick(talk);
    talk.va.replies(/your VPN/);
    expect(talk.state().pending).toBeNull();
  });

  it.each(['None of these', '3', 'none of these'])('"%s" leads to the fallback', async (words) => {
    const { requester, va } = talkWith();
    await requester.says('vpn password');
    await requester.says(words);
    va.replies(/not sure what you mean|did not quite follow/);
  });

  it('other words than a pick are discovered anew', async () => {
    const { requester, va } = talkWith();
    await requester.says('vpn password');
    await requester.says('I need a new laptop');
    va.replies(/like to order|nothing to order/);
  });

  it('TD6: none leads to the fallback, which offers a person or the list', async () => {
    const { requester, va } = talkWith();
    await requester.says('what is the capital of Peru');
    va.replies(/not sure what you mean|did not quite follow/);
    expect(va.offers()).toEqual(['Talk to a person', 'Show me everything']);
  });

  it('from the fallback, better words run the topic', async () => {
    const { requester, va, running } = talkWith();
    await requester.says('blargh');
    await requester.says('I forgot my password');
    va.replies(/Which sign-in/);
    expect(running()).toEqual(['reset_password/which']);
  });

  it('from the fallback, not being understood again leads to a person', async () => {
    const { requester, outcome } = talkWith();
    await requester.says('blargh');
    await requester.says('xyzzy plugh');
    await requester.says('frobnicate');
    expect(outcome().kind).toBe('handoff_requested');
  });

  it('TD1: a topic for another role is neither offered, listed nor found', async () => {
    const managers = topic([{ id: 'a', kind: 'text', text: 'Hello manager' }], {
      roles: ['manager'],
      promoted: true,
    });
    const own = await withSetup(managers);
    const guest = converse({ catalog: own });
    await guest.requester.opens();
    expect(guest.va.offers()).toEqual(['Show me everything']);
    await guest.requester.says('run the sample');
    guest.va.replies(/not sure what you mean|did not quite follow/);
    await guest.requester.picks('topic:sample');
    guest.va.replies(/cannot help/);
    const manager = converse({ catalog: own, requester: { roles: ['manager'] } });
    await manager.requester.says('run the sample');
    manager.va.replies('Hello manager');
  });

  it('TD1: channel and condition decide too', async () => {
    const text = [{ id: 'a', kind: 'text', text: 'Here' }];
    const portal = await withSetup(
      topic(text, { condition: "has(vaContext.page) && vaContext.page == 'hr'", channels: ['web'] }),
    );
    const elsewhere = converse({ catalog: portal, context: { page: 'it' } });
    await elsewhere.requester.says('run the sample');
    elsewhere.va.replies(/not sure|quite follow/);
    const sms = converse({ catalog: portal, context: { page: 'hr' }, channel: 'sms' });
    await sms.requester.says('run the sample');
    sms.va.replies(/not sure|quite follow/);
    const here = converse({ catalog: portal, context: { page: 'hr' } });
    await here.requester.says('run the sample');
    here.va.replies('Here');
  });
});

describe('commands (B6)', () => {
  it.each(['agent', 'Talk to a human!', 'I want to talk to a person please'])(
    '"%s" asks for a person',
    async (words) => {
      const { requester, outcome, eventsOf } = talkWith();
      await requester.says(words);
      expect(outcome()).toMatchObject({ kind: 'handoff_requested' });
      expect(eventsOf('topic_started').at(-1)).toMatchObject({ role: 'live_agent' });
    },
  );

  it('"help" lists what there is, and asks the running question again', async () => {
    const { requester, va, running } = talkWith();
    await requester.says('my vpn is slow');
    await requester.says('help');
    va.replies(/everything I can help with/, /Back to “VPN trouble”/, /your VPN/);
    expect(running()).toEqual(['vpn_trouble/what']);
  });

  it('"hi" greets again', async () => {
    const { requester, va } = talkWith();
    await requester.says('Hi!');
    va.replies(/virtual agent/);
  });

  it('"bye" closes', async () => {
    const { requester, va, outcome } = talkWith();
    await requester.says('my vpn is slow');
    await requester.says('bye');
    va.replies(/good day|take care/);
    expect(outcome()).toEqual({ kind: 'finished' });
  });

  it('"restart" begins again', async () => {
    const { requester, va, running, eventsOf } = talkWith();
    await requester.says('my vpn is slow');
    await requester.says('start over');
    va.replies(/pick one/);
    expect(running()).toEqual([]);
    expect(eventsOf('topic_ended')[0]).toMatchObject({ topic: 'vpn_trouble', outcome: 'cancelled' });
  });

  it('"cancel" stops the topic and asks for more', async () => {
    const { requester, va } = talkWith();
    await requester.says('my vpn is slow');
    await requester.says('never mind');
    va.replies(/stopped that/, /anything else/);
  });

  it('a command word inside a sentence is no command', async () => {
    const { requester, va } = await inFreeText();
    await requester.says('the agent said I should restart it');
    va.replies('Noted: the agent said I should restart it');
  });

  async function inFreeText() {
    const talk = converse({
      catalog: await withSetup(
        topic([
          { id: 'words', kind: 'text_input', prompt: 'What happened?' },
          { id: 'noted', kind: 'text', text: 'Noted: {{ vaInputs.words }}' },
        ]),
      ),
    });
    await talk.requester.says('run the sample');
    return talk;
  }
});

describe('Anything Else, survey and closing (B2)', () => {
  const finishTopic = async (setting: Partial<Setting> = {}) => {
    const talk = converse({
      catalog: await withSetup(topic([{ id: 'a', kind: 'text', text: 'There you are.' }])),
      ...setting,
    });
    await talk.requester.says('run the sample');
    talk.va.replies('There you are.', /anything else/);
    return talk;
  };

  it('no leads to the closing when the survey is not drawn (P08)', async () => {
    const { requester, va, outcome, state } = await finishTopic();
    await requester.says('no thanks');
    va.replies(/good day|take care/);
    expect(outcome()).toEqual({ kind: 'finished' });
    expect(state().stack).toEqual([]);
  });

  it('no leads to the survey when it is drawn, then to the closing', async () => {
    const { requester, va, outcome, eventsOf } = await finishTopic({
      settings: (s) => (s.survey.probability = 1),
    });
    await requester.says('nope');
    va.replies(/how did this conversation go/);
    await requester.says('very good');
    va.replies(/helps us to get better/, /good day|take care/);
    expect(eventsOf('survey_answered')).toEqual([
      { type: 'survey_answered', question: expect.stringContaining('how did'), answer: 'Very good' },
    ]);
    expect(outcome()).toEqual({ kind: 'finished' });
  });

  it('the survey is asked in about the share of conversations that the setting says', async () => {
    let asked = 0;
    const own = await withSetup(topic([{ id: 'a', kind: 'text', text: 'There you are.' }]));
    for (let i = 0; i < 120; i += 1) {
      const talk = converse({
        catalog: own,
        conversationId: `c${i}`,
        settings: (s) => (s.survey.probability = 0.33),
      });
      await talk.requester.says('run the sample');
      await talk.requester.says('no');
      if (talk.outcome().kind === 'waiting') asked += 1;
    }
    expect(asked).toBeGreaterThan(25);
    expect(asked).toBeLessThan(55);
  });

  it('yes asks what it is, and then discovers', async () => {
    const { requester, va } = await finishTopic();
    await requester.says('yes please');
    va.replies(/What is it|tell me/);
    await requester.says('run the sample');
    va.replies('There you are.');
  });

  it('a new wish straight away is discovered', async () => {
    const { requester, va } = await finishTopic();
    await requester.says('can you run the sample again');
    va.replies('There you are.', /anything else/);
  });

  it('a question that nobody knows leads to the fallback', async () => {
    const { requester, va } = await finishTopic();
    await requester.says('what is the capital of Peru');
    va.replies(/not sure what you mean|did not quite follow/);
  });

  it('a word that means nothing is asked again', async () => {
    const { requester, va } = await finishTopic();
    await requester.says('hmm');
    va.replies(/Is there anything else/);
  });

  it.each(['no', 'nothing', 'no, nothing'])('“yes”, and then “%s”, is a goodbye', async (words) => {
    const talk = await finishTopic();
    await talk.requester.says('yes');
    talk.va.replies(/What is it|tell me/);
    await talk.requester.says(words);
    expect(talk.outcome()).toEqual({ kind: 'finished' });
  });
});

describe('changing the subject (TD9, TD10)', () => {
  const other = topic([{ id: 'told', kind: 'text', text: 'The canteen opens at noon.' }], {
    name: 'canteen',
    title: 'Canteen',
    utterances: { en: ['when does the canteen open'] },
  });
  const talkIn = async (resume: boolean) => {
    const talk = converse({
      catalog: await withSetup(topic([ask, done], { resume_after_switch: resume }), other),
    });
    await talk.requester.says('run the sample');
    return talk;
  };

  it('TD9: words that are no answer but another topic switch to it', async () => {
    const { requester, va, eventsOf } = await talkIn(false);
    await requester.says('when does the canteen open');
    va.replies('You want “Canteen” instead of “Sample”?');
    await requester.says('yes');
    va.replies('The canteen opens at noon.');
    expect(eventsOf('topic_started').map(({ topic, by }) => [topic, by])).toContainEqual([
      'canteen',
      'switch',
    ]);
  });

  it('TD10: the interrupted topic resumes if its flag says so, with its question', async () => {
    const { requester, va, running } = await talkIn(true);
    await requester.says('when does the canteen open');
    await requester.says('yes');
    va.replies('The canteen opens at noon.', 'Back to “Sample”.', 'Which color?');
    expect(running()).toEqual(['sample/color']);
    await requester.says('red');
    va.replies('You chose red.', /anything else/);
  });

  it('TD10: without the flag it ends as interrupted', async () => {
    const { requester, va, eventsOf } = await talkIn(false);
    await requester.says('when does the canteen open');
    await requester.says('yes');
    va.replies(/anything else/);
    expect(eventsOf('topic_ended')[0]).toMatchObject({ topic: 'sample', outcome: 'interrupted' });
  });

  it('TD7: “no” goes back to the question, with the answers kept', async () => {
    const { requester, va, running, state } = await talkIn(false);
    await requester.says('when does the canteen open');
    await requester.says('no');
    va.replies('Which color?');
    expect(running()).toEqual(['sample/color']);
    expect(state().pending).toBeNull();
    await requester.says('red');
    va.replies('You chose red.');
  });

  it('TD7: an answer to the question that waits is taken as one', async () => {
    const { requester, va } = await talkIn(false);
    await requester.says('when does the canteen open');
    await requester.says('blue');
    va.replies('You chose blue.');
  });

  it('TD7: with the setting off it switches at once', async () => {
    const talk = converse({
      catalog: await withSetup(topic([ask, done]), other),
      settings: (s) => (s.discovery.confirmSwitch = false),
    });
    await talk.requester.says('run the sample');
    await talk.requester.says('when does the canteen open');
    talk.va.replies('The canteen opens at noon.');
  });

  it('answers so far are kept over the switch', async () => {
    const more = [
      { id: 'name', kind: 'text_input', prompt: 'Who?' },
      ask,
      { id: 'done', kind: 'text', text: '{{ vaInputs.name }}: {{ vaInputs.color }}' },
    ];
    const talk = converse({ catalog: await withSetup(topic(more, { resume_after_switch: true }), other) });
    await talk.requester.says('run the sample');
    await talk.requester.says('Grace');
    await talk.requester.says('when does the canteen open');
    await talk.requester.says('yes');
    await talk.requester.says('blue');
    talk.va.replies('Grace: blue');
  });

  it('words that are neither are asked again with the choices', async () => {
    const { requester, va } = await talkIn(false);
    await requester.says('purple elephants');
    va.replies(/pick one of the options/);
    expect(va.offers()).toEqual(['red', 'blue']);
  });

  it('a topic does not switch to itself', async () => {
    const { requester, va } = await talkIn(false);
    await requester.says('run the sample');
    va.replies(/pick one of the options/);
  });
});

describe('a file', () => {
  it('is acknowledged, and the question asked again', async () => {
    const talk = converse({ catalog: await withSetup(topic([ask, done])) });
    await talk.requester.says('run the sample');
    await talk.requester.sends('screen.png');
    talk.va.replies(/kept that file/, 'Which color?');
    await talk.requester.says('red');
    talk.va.replies('You chose red.');
  });
});

describe('versions (design §6)', () => {
  it('a running conversation stays on the version it started with', async () => {
    const { createCatalog } = await import('../../../topics/catalog.ts');
    const { applyPlan, planVersions } = await import('../../../topics/planVersions.ts');
    const first = applyPlan([], planVersions([], [topic([ask, done])]));
    const changed = topic([ask, { ...done, text: 'New: {{ vaInputs.color }}' }]);
    const second = applyPlan(first, planVersions(first, [changed]));
    const talk = converse({ catalog: createCatalog(first) });
    await talk.requester.says('run the sample');
    talk.publish(createCatalog(second));
    await talk.requester.says('red');
    talk.va.replies('You chose red.');
    await talk.requester.says('run the sample');
    await talk.requester.says('red');
    talk.va.replies('New: red');
  });

  it('a topic whose file is gone still runs to its end', async () => {
    const { createCatalog } = await import('../../../topics/catalog.ts');
    const { applyPlan, planVersions } = await import('../../../topics/planVersions.ts');
    const first = applyPlan([], planVersions([], [topic([ask, done])]));
    const talk = converse({ catalog: createCatalog(first) });
    await talk.requester.says('run the sample');
    talk.publish(createCatalog(applyPlan(first, planVersions(first, []))));
    await talk.requester.says('red');
    talk.va.replies('You chose red.');
  });
});

describe('a turn is a function (design 3.4)', () => {
  it('the same ports and state give the same turn', async () => {
    const run = async () => {
      const talk = talkWith({ conversationId: 'same' });
      await talk.requester.opens();
      await talk.requester.says('my vpn keeps dropping');
      await talk.requester.says('1');
      await talk.requester.says('yesterday');
      await talk.requester.says('2');
      return talk.result();
    };
    expect(await run()).toEqual(await run());
  });

  it('the state that is passed in stays as it was', async () => {
    const talk = talkWith();
    const first = await talk.requester.says('my vpn keeps dropping');
    const before = JSON.stringify(first.state);
    await talk.requester.says('it keeps dropping');
    expect(JSON.stringify(first.state)).toBe(before);
  });
});
