import { inSample } from './support/conversation.ts';

const pin = { id: 'pin', kind: 'text_input', prompt: 'Your PIN?', secure: true };

describe('a secret that could not be taken', () => {
  const refused = [
    { ...pin, validation: 'script', script: 'return "“" + answer + "” is too weak"', max_attempts: 2 },
    { id: 'after', kind: 'text', text: 'Later.' },
  ];

  it('is nowhere: not in what is said, not in the log, not in what waits for the next turn', async () => {
    const { requester, va } = await inSample(refused);
    const first = await requester.says('hunter2hunter2');
    va.replies('“••••••” is too weak');
    const atLimit = await requester.says('hunter2hunter2');
    const inFallback = await requester.says('and hunter2hunter2 too');
    for (const result of [first, atLimit, inFallback])
      expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  it('is masked however short it is', async () => {
    const { requester } = await inSample([{ ...pin, min_length: 4, max_attempts: 1 }]);
    expect(JSON.stringify(await requester.says('7§7'))).not.toContain('7§7');
  });
});

it('a secret of half a character is as secret as others', async () => {
  const { requester, va } = await inSample([pin, { id: 'after', kind: 'text', text: 'Thanks.' }]);
  const result = await requester.says('hunter2\ud800');
  va.replies('Thanks.');
  expect(result.secureInput).toBe(true);
});

it.each(['text', 'topic', 'waiting', 'virtual_agent', 'element_run', 'completed'])(
  'the password “%s” hides no words of the engine’s own',
  async (secret) => {
    const elements = [
      pin,
      { id: 'told', kind: 'text', text: 'Got {{ vaInputs.pin }}.' },
      { ...pin, id: 'more' },
    ];
    const { requester, va, result } = await inSample(elements);
    await requester.says(secret);
    va.replies('Got ••••••.', 'Your PIN?');
    expect(result().outcome.kind).toBe('waiting');
    expect(result().messages.map(({ type, from }) => [type, from.kind])).toEqual([
      ['text', 'virtual_agent'],
      ['text', 'virtual_agent'],
    ]);
    expect(result().state.stack[0]).toMatchObject({ kind: 'topic' });
    expect(result().events).toContainEqual(
      expect.objectContaining({ type: 'element_run', outcome: 'waiting' }),
    );
  },
);
