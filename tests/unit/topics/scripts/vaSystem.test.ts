import type { TranscriptLine } from '../../../../contracts/header.ts';
import {
  converse,
  inSample,
  type Setting,
  shippedTopics,
  topic,
  withSetup,
} from '../support/conversation.ts';
import { record } from '../support/records.ts';

const inc7 = () => record('incident', 'INC7', { short_description: 'Old', state: 'new' });
const element = (script: string, more: Record<string, unknown> = {}) => ({
  id: 's',
  kind: 'script',
  script,
  ...more,
});
/** What a script returns, said by the next element. */
const says = (expression: string) => [
  element(`return ${expression}`, { into: 'it' }),
  { id: 't', kind: 'text', text: '{{ vaVars.it }}' },
];
const after = { id: 'after', kind: 'text', text: 'After the script.' };

/** The sample topic beside another one, in the words “run the sample” and “do the other thing”. */
async function besideAnother(
  script: string,
  sample: Record<string, unknown> = {},
  setting: Partial<Setting> = {},
) {
  const catalog = await withSetup(
    topic([element(script), after], sample),
    topic([{ id: 'o', kind: 'text', text: 'This is the other one.' }], {
      name: 'other',
      title: 'The other thing',
      utterances: { en: ['do the other thing', 'something quite different'] },
      promoted: true,
    }),
    topic([{ id: 'b', kind: 'text', text: 'A block.' }], {
      name: 'piece',
      title: 'Piece',
      type: 'block',
      utterances: {},
    }),
  );
  const talk = converse({ catalog, ...setting });
  await talk.requester.says('run the sample');
  return talk;
}

describe('vaSystem says', () => {
  it('a message as the Virtual Agent, or without its avatar as the system, in order', async () => {
    const { result } = await inSample([
      element(
        "vaSystem.sendSystemMessage('One', true); vaSystem.sendSystemMessage('Two', false); vaSystem.sendBatchedMessages(); vaSystem.sendSystemMessage('Three')",
      ),
    ]);
    expect(result().messages.slice(0, 3)).toMatchObject([
      { type: 'text', text: 'One', from: { kind: 'virtual_agent' } },
      { type: 'text', text: 'Two', from: { kind: 'system' } },
      { type: 'text', text: 'Three', from: { kind: 'virtual_agent' } },
    ]);
  });

  it('a separator line', async () => {
    const { result } = await inSample([element('vaSystem.sendSeparatorMessage()')]);
    expect(result().messages[0]).toMatchObject({ text: '———', from: { kind: 'system' } });
  });

  it('the greeting, the closing and the topic selection message of the setup topics', async () => {
    const { va } = await inSample([
      element(
        "vaVars.greeting = vaSystem.getGreetingMessage(); vaVars.closing = vaSystem.getClosingMessage(); vaVars.selection = vaSystem.getTopicSelectionMessage(); vaVars.same = vaSystem.sendSystemMessage('x') == vaVars.greeting && vaSystem.sendSeparatorMessage() == vaVars.closing",
      ),
      {
        id: 't',
        kind: 'text',
        text: '{{ vaVars.greeting }}|{{ vaVars.closing }}|{{ vaVars.selection }}|{{ vaVars.same }}',
      },
    ]);
    va.replies(
      /^Hello Ada, .*virtual agent\.\|Thank you for stopping by\..*\|Tell me in your own words.*\|true$/,
    );
  });
});

describe('vaSystem offers topics', () => {
  it('with a topic picker: the message, the promoted topics, and a button for all of them', async () => {
    const { va, result } = await besideAnother("vaSystem.sendTopicPickerControl('What now?', 'Show more')");
    va.replies('What now?');
    expect(result().messages[0]).toMatchObject({
      choices: [
        { value: 'topic:other', label: 'The other thing' },
        { value: 'topics:all', label: 'Show more' },
      ],
    });
  });

  it('that can be picked', async () => {
    const { va, requester } = await besideAnother(
      'vaSystem.sendTopicPickerControl(vaSystem.getTopicSelectionMessage())',
    );
    await requester.picks('topic:other');
    va.replies('This is the other one.');
  });

  it.each([
    ['', 'What can I do for you?\n• The other thing', ['The other thing', 'Show me everything']],
    ["'Pick'", 'Pick\n• The other thing', ['The other thing', 'Show me everything']],
    ["'Pick', { appendPromotedSkillsToMsg: false }", 'Pick', ['The other thing', 'Show me everything']],
    ["'Pick', { hidePromotedTopics: true }", 'Pick', ['Show me everything']],
    ["'Pick', { hideShowMeEverything: true }", 'Pick\n• The other thing', ['The other thing']],
    [
      "'Pick', { hideSkillDetails: true }",
      'What can I do for you?',
      ['The other thing', 'Show me everything'],
    ],
    [
      "'Pick', { hidePromotedTopics: true, hideShowMeEverything: true, showNoSkillsConfigured: true }",
      'There is nothing to pick from here.',
      [],
    ],
    ["'Pick', { hidePromotedTopics: true, hideShowMeEverything: true }", 'Pick', []],
  ])('with a skill picker (%s)', async (args, text, choices) => {
    const { result } = await besideAnother(`vaSystem.sendSkillPickerControl(${args})`);
    const [message] = result().messages;
    expect(message?.text).toBe(text);
    expect(message?.type === 'choices' ? message.choices.map(({ label }) => label) : []).toEqual(choices);
  });
});

describe('vaSystem goes to another topic', () => {
  it.each([
    "switchTopicByName('other', 'skip')",
    "switchTopicByName('The other thing', 'skip')",
    "switchTopicById('other', 'skip')",
  ])('%s leaves this one', async (call) => {
    const { va, eventsOf } = await besideAnother(`vaSystem.${call}`, { resume_after_switch: true });
    va.replies('This is the other one.');
    expect(() => va.replies('After the script.')).toThrow();
    expect(eventsOf('topic_ended')).toContainEqual(
      expect.objectContaining({ topic: 'sample', outcome: 'interrupted' }),
    );
  });

  it('resume: this one goes on after the script', async () => {
    const { va } = await besideAnother("vaSystem.switchTopicByName('other', 'resume')");
    va.replies('This is the other one.', 'After the script.');
  });

  it.each([
    [true, ['This is the other one.', 'After the script.']],
    [false, ['This is the other one.']],
  ])('without resumeBehavior the topic’s own flag counts (%s)', async (resumes, said) => {
    const { va } = await besideAnother("vaSystem.switchTopicByName('other')", {
      resume_after_switch: resumes,
    });
    va.replies(...said);
    if (!resumes) expect(() => va.replies('After the script.')).toThrow();
  });

  it('what is said on the way is said first', async () => {
    const { va } = await besideAnother(
      "vaSystem.switchTopicByName('other', 'skip'); vaSystem.sendSystemMessage('One moment.')",
    );
    va.replies('One moment.', 'This is the other one.');
  });

  it.each([
    ["switchTopicByName('nowhere')", 'there is no topic “nowhere”'],
    ["switchTopicById('The other thing')", 'there is no topic “The other thing”'],
    ["switchTopicByName('piece')", '“piece” is a topic block'],
  ])('%s is an error', async (call, message) => {
    const { eventsOf } = await besideAnother(`vaSystem.${call}`);
    expect(eventsOf('faulted')).toMatchObject([{ message: expect.stringContaining(message) }]);
  });

  it('topicDiscovery finds it by words, and the discovery is logged', async () => {
    const { va, eventsOf } = await besideAnother("vaSystem.topicDiscovery('do the other thing', true)");
    va.replies('This is the other one.');
    expect(eventsOf('topic_discovered').at(-1)).toMatchObject({
      text: 'do the other thing',
      outcome: 'match',
      chosen: 'other',
    });
  });

  it('topicDiscovery without words looks for what was said to find this topic', async () => {
    const { eventsOf } = await besideAnother(
      'if (!vaContext.LiveAgent_seen) { vaContext.LiveAgent_seen = true; vaSystem.topicDiscovery() }',
    );
    expect(eventsOf('topic_discovered').map(({ text }) => text)).toEqual([
      'run the sample',
      'run the sample',
    ]);
  });
});

describe('vaSystem and people', () => {
  it('connectToAgent asks for a person; LiveAgent_ variables go along', async () => {
    const { outcome } = await inSample([
      element("vaContext.LiveAgent_short_description = 'No network'; vaSystem.connectToAgent()"),
    ]);
    expect(outcome()).toMatchObject({
      kind: 'handoff_requested',
      context: { LiveAgent_short_description: 'No network' },
    });
  });

  it('the documentation’s own example runs', async () => {
    const { outcome } = await inSample([
      { id: 'urgency', kind: 'text_input', validation: 'number', prompt: 'Urgency?' },
      { id: 'impact', kind: 'text_input', validation: 'number', prompt: 'Impact?' },
      element(`(function execute() {
    if (vaInputs.urgency == 1 && vaInputs.impact == 3)
        if(vaSystem.isLiveAgentAvailable()) {
           vaSystem.connectToAgent()
        }
    })()`),
      after,
    ]).then(async (talk) => {
      await talk.requester.says('1');
      await talk.requester.says('3');
      return talk;
    });
    expect(outcome().kind).toBe('handoff_requested');
  });

  it.each([
    ['offered', 'true/true'],
    ['queued', 'true/true'],
    ['no_agents', 'false/true'],
    ['closed_hours', 'false/true'],
    ['refused', 'false/false'],
  ] as const)(
    'isLiveAgentAvailable and isLiveAgentConfigured when the router says %s',
    async (agents, said) => {
      const { va } = await inSample(
        says("vaSystem.isLiveAgentAvailable() + '/' + vaSystem.isLiveAgentConfigured()"),
        { agents },
      );
      va.replies(said);
    },
  );

  it('isLiveAgentAvailable asks for the topic’s queue, with what it knows and without skills', async () => {
    const asked: unknown[] = [];
    const { va } = await inSample(
      says('vaSystem.isLiveAgentAvailable()'),
      {
        agents: (request) => {
          asked.push(request);
          return 'offered';
        },
        context: { plan: 'gold' },
      },
      { handoff: { queue: 'network', skills: ['vpn'] } },
    );
    va.replies('true');
    expect(asked).toEqual([{ queue: 'network', context: { plan: 'gold' } }]);
  });

  it.each([true, false])('didConnectToLiveAgent (%s)', async (metAgent) => {
    const { va } = await inSample(says('vaSystem.didConnectToLiveAgent()'), { metAgent });
    va.replies(String(metAgent));
  });

  it('endConversation ends it', async () => {
    const { outcome } = await inSample([element('vaSystem.endConversation()'), after]);
    expect(outcome()).toEqual({ kind: 'finished' });
  });

  it('of several ways on, the last one counts', async () => {
    const { outcome } = await inSample([element('vaSystem.connectToAgent(); vaSystem.endConversation()')]);
    expect(outcome()).toEqual({ kind: 'finished' });
  });
});

describe('vaSystem and the conversation', () => {
  it('knows its ids', async () => {
    const { va } = await inSample(says('vaSystem.getConversationId() + vaSystem.getInteractionSysId()'), {
      conversationId: 'c9',
    });
    va.replies('c9c9');
  });

  it('getSearchText is what was said to find the topic, also in a block', async () => {
    const catalog = await withSetup(
      topic([{ id: 'b', kind: 'block', block: 'piece' }]),
      topic(says('vaSystem.getSearchText()'), {
        name: 'piece',
        title: 'Piece',
        type: 'block',
        utterances: {},
      }),
    );
    const { requester, va } = converse({ catalog });
    await requester.says('please run the sample');
    va.replies('please run the sample');
  });

  it('getSearchText is empty when the topic was picked', async () => {
    const { requester, va } = converse({
      catalog: await withSetup(topic(says("'<' + vaSystem.getSearchText() + '>'"))),
    });
    await requester.picks('topic:sample');
    va.replies('<>');
  });

  it('getTranscript has what was said before, in this turn, and by the script’s own topic', async () => {
    const before: TranscriptLine[] = [
      {
        seq: 1,
        at: '2026-03-18T09:59:00.000Z',
        from: { kind: 'virtual_agent', name: 'Virtual Agent' },
        type: 'text',
        text: 'Hello.',
      },
    ];
    const { va } = await inSample(
      [{ id: 'first', kind: 'text', text: 'Looking.' }, ...says('vaSystem.getTranscript()')],
      { transcript: before },
    );
    va.replies(
      '[2026-03-18T09:59:00.000Z] Virtual Agent: Hello.\n[2026-03-18T10:00:00.000Z] Ada Lovelace: run the sample\n[2026-03-18T10:00:00.000Z] Virtual Agent: Looking.',
    );
  });

  it('getTranscript keeps a secret answer out', async () => {
    const { va, requester, result } = await inSample([
      { id: 'pin', kind: 'text_input', secure: true, prompt: 'PIN?' },
      ...says('vaSystem.getTranscript()'),
    ]);
    await requester.says('1234');
    va.replies(/^/);
    expect(JSON.stringify(result().messages)).not.toContain('1234');
  });

  it('sn_cs.VASystemObject.getTranscriptById reads this conversation', async () => {
    const { va } = await inSample(
      says(
        "sn_cs.VASystemObject.getTranscriptById(vaSystem.getConversationId()).indexOf('run the sample') > 0",
      ),
    );
    va.replies('true');
  });

  it('the defaults of inputs, in their words', async () => {
    const { va } = await inSample([
      {
        id: 'size',
        kind: 'choice_input',
        skip_if: 'true',
        default: 'm',
        prompt: 'Size?',
        choices: [
          { value: 's', label: 'Small' },
          { value: 'm', label: 'Medium' },
        ],
      },
      ...says("vaInputs.size.getDefaultValue() + '/' + vaInputs.size.getDefaultDisplayValue()"),
    ]);
    va.replies('m/Medium');
  });

  it('an answer that is unbound is asked for again on the way back', async () => {
    const { va, requester } = await inSample([
      { id: 'room', kind: 'text_input', prompt: 'Which room?' },
      element("if (vaInputs.room == 'none') { vaInputs.room.unbindEntity(); return true }", {
        into: 'again',
      }),
      {
        id: 'd',
        kind: 'decision',
        branches: [{ when: 'vaVars.again == true && vaInputs.room == null', next: 'room' }],
      },
      { id: 'noted', kind: 'text', text: 'Room {{ vaInputs.room }}.' },
    ]);
    await requester.says('none');
    va.replies('Which room?');
    await requester.says('12');
    va.replies('Room 12.');
  });
});

describe('vaSystem and records', () => {
  it('attachRecordToConversation makes a related task (A1)', async () => {
    const { eventsOf } = await inSample(
      [element("vaSystem.attachRecordToConversation('incident', 'inc7')")],
      { records: [inc7()] },
    );
    expect(eventsOf('record_attached')).toMatchObject([{ number: 'INC7', via: 'attach' }]);
  });

  it('attachToRecord attaches a file that was sent as an answer, and logs no related task', async () => {
    const { eventsOf } = await withPhoto(
      "vaSystem.attachToRecord(vaInputs.photo.getValue(), 'incident', 'inc7')",
    );
    expect(eventsOf('file_attached')).toEqual([
      {
        type: 'file_attached',
        table: 'incident',
        id: 'inc7',
        number: 'INC7',
        attachmentId: 'file-photo.png',
        name: 'photo.png',
      },
    ]);
    expect(eventsOf('record_attached')).toEqual([]);
  });

  it.each([
    ["vaSystem.attachToRecord('f2', 'incident', 'inc7')", 'no answer of this topic is the file f2'],
    ["vaSystem.attachToRecord('file-photo.png', 'incident', 'inc8')", 'there is no record inc8 in incident'],
    ["vaSystem.attachRecordToConversation('incident', 'inc8')", 'there is no record inc8 in incident'],
  ])('%s is an error', async (script, message) => {
    const { eventsOf } = await withPhoto(script);
    expect(eventsOf('faulted')).toMatchObject([{ message: expect.stringContaining(message) }]);
  });

  /** A topic to which a file was sent. */
  async function withPhoto(script: string) {
    const talk = await inSample(
      [
        { id: 'photo', kind: 'file_input', multiple: true, max_files: 1, prompt: 'A photo?' },
        element(script),
      ],
      { records: [inc7()] },
    );
    await talk.requester.sends('photo.png');
    return talk;
  }
});

describe('a script element', () => {
  it('that fails runs the Error topic, and the process lives on', async () => {
    const { eventsOf, outcome } = await inSample([element('while (true) {}')], {
      settings: (s) => (s.topics.scriptMilliseconds = 30),
    });
    expect(eventsOf('element_run')).toContainEqual(
      expect.objectContaining({ element: 's', outcome: 'failed', output: expect.stringContaining('30 ms') }),
    );
    expect(outcome().kind).toBe('handoff_requested');
  });

  it('keeps its variables and its result for what follows', async () => {
    const { va } = await inSample([
      element("vaVars.who = 'Grace';\nreturn 42;", { into: 'answer' }),
      { id: 't', kind: 'text', text: '{{ vaVars.who }} {{ vaVars.answer }}' },
    ]);
    va.replies('Grace 42');
  });

  it('of the shipped topics runs', async () => {
    const { va, requester } = converse({ catalog: await withSetup(...(await shippedTopics())) });
    await requester.says('I need a licence for Visio');
    va.replies(/Visio/);
  });
});
