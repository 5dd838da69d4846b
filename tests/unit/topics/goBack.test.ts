import { converse, inSample, topic, withSetup } from './support/conversation.ts';

const color = {
  id: 'color',
  kind: 'choice_input',
  prompt: 'Which color?',
  choices: [{ value: 'red' }, { value: 'blue' }],
};
const size = {
  id: 'size',
  kind: 'choice_input',
  prompt: 'Which size?',
  choices: [{ value: 'small' }, { value: 'large' }],
};
const name = { id: 'name', kind: 'text_input', prompt: 'For whom?' };
const done = {
  id: 'done',
  kind: 'text',
  text: '{{ vaInputs.size }} {{ vaInputs.color }} for {{ vaInputs.name }}',
};

describe('“go back” (dialog acts)', () => {
  it.each(['go back', 'back', 'previous question', 'undo that', 'please go back', 'zurück'])(
    '"%s" asks the question before',
    async (words) => {
      const { requester, va, running } = await inSample([color, size, name, done]);
      await requester.says('red');
      await requester.says(words);
      va.replies('Which color?');
      expect(running()).toEqual(['sample/color']);
      await requester.says('blue');
      await requester.says('small');
      await requester.says('Grace');
      va.replies('small blue for Grace');
    },
  );

  it('goes back further and further, also from a free question', async () => {
    const { requester, va } = await inSample([color, size, name, done]);
    await requester.says('red');
    await requester.says('small');
    await requester.says('go back');
    va.replies('Which size?');
    await requester.says('go back');
    va.replies('Which color?');
    await requester.says('go back');
    va.replies(/my first question/, 'Which color?');
  });

  it('the answer is forgotten', async () => {
    const { requester, state } = await inSample([color, size, done]);
    await requester.says('red');
    await requester.says('go back');
    expect(state().stack[0]?.inputs).toEqual({});
  });

  it('goes back into a block', async () => {
    const ask = topic([size], { name: 'ask_size', title: 'Ask size', type: 'block', outputs: ['size'] });
    const call = { id: 'call', kind: 'block', block: 'ask_size', outputs: { chosen: 'size' } };
    const end = { id: 'done', kind: 'text', text: '{{ vaVars.chosen }} for {{ vaInputs.name }}' };
    const talk = converse({ catalog: await withSetup(topic([call, name, end]), ask) });
    await talk.requester.says('run the sample');
    await talk.requester.says('small');
    await talk.requester.says('go back');
    talk.va.replies('Which size?');
    expect(talk.running()).toEqual(['sample/call', 'ask_size/size']);
    await talk.requester.says('large');
    await talk.requester.says('Grace');
    talk.va.replies('large for Grace');
  });

  it('goes back from a block to the question before it', async () => {
    const ask = topic([size], { name: 'ask_size', title: 'Ask size', type: 'block', outputs: ['size'] });
    const call = { id: 'call', kind: 'block', block: 'ask_size' };
    const talk = converse({ catalog: await withSetup(topic([color, call]), ask) });
    await talk.requester.says('run the sample');
    await talk.requester.says('red');
    await talk.requester.says('go back');
    talk.va.replies('Which color?');
    expect(talk.running()).toEqual(['sample/color']);
  });

  it('goes back to the round of the loop before', async () => {
    const { requester, va } = await inSample(
      [
        { id: 'each', kind: 'loop', over: 'vaVars.list', as: 'one', do: 'how' },
        { id: 'end', kind: 'text', text: 'Done: {{ vaVars.said }}', next: 'end' },
        { id: 'how', kind: 'text_input', prompt: 'How is {{ vaVars.one }}?' },
        {
          id: 'keep',
          kind: 'set',
          values: { said: '{{ vaVars.said }} {{ vaVars.one }}={{ vaInputs.how }}' },
          next: 'each',
        },
      ].map((e) => (e.id === 'end' ? { ...e, id: 'over' } : e)),
      {},
      { variables: { list: ['tea', 'cake'], said: '' } },
    );
    await requester.says('cold');
    va.replies('How is cake?');
    await requester.says('go back');
    va.replies('How is tea?');
    await requester.says('hot');
    await requester.says('sweet');
    va.replies('Done:  tea=hot cake=sweet');
  });

  it('not behind what was submitted', async () => {
    const note = {
      id: 'note',
      kind: 'record_action',
      action: 'create',
      table: 'incident',
      fields: { short_description: 'x' },
    };
    const { requester, va, running } = await inSample([color, note, size, done]);
    await requester.says('red');
    await requester.says('go back');
    va.replies(/submitted already/, 'Which size?');
    expect(running()).toEqual(['sample/size']);
  });

  it('not where the author refuses it', async () => {
    const { requester, va } = await inSample([color, size, done], {}, { corrections: 'refuse' });
    await requester.says('red');
    await requester.says('go back');
    va.replies(/cannot be changed here/, 'Which size?');
  });

  it('from an answer that is read back to its question', async () => {
    const { requester, va } = await inSample([{ ...color, confirm: true }, done]);
    await requester.says('red');
    await requester.says('go back');
    va.replies('Which color?');
  });

  it('with nothing running there is nothing to go back to', async () => {
    const talk = converse({ catalog: await withSetup() });
    await talk.requester.says('go back');
    talk.va.replies(/nothing to go back to/);
  });

  it('the way back has its limit, and says so', async () => {
    const { requester, va } = await inSample(
      [
        { id: 'a', kind: 'text_input', prompt: 'A?' },
        { id: 'b', kind: 'text_input', prompt: 'B?' },
        { id: 'c', kind: 'text_input', prompt: 'C?' },
      ],
      {},
      { variables: { big: 'x'.repeat(7_000) } },
    );
    await requester.says('1 of many');
    await requester.says('2 of many');
    await requester.says('go back');
    await requester.says('go back');
    va.replies(/too long ago/, 'B?');
  });
});
