import { ActivityHandler, TurnContext } from 'botbuilder';
import { messageOf, requesterInputOf, toActivity, toRequesterActivity } from '../../../bot/activities.ts';
import { ChannelAdapter } from '../../../bot/channelAdapter.ts';
import type { MessageDraft } from '../../../contracts/messages.ts';
import { emptyConversation } from '../../../interactions/conversationState.ts';

const state = emptyConversation('c1', 'IMS0000001', '2026-11-21T09:00:00.000Z');
const now = new Date('2026-11-21T09:00:01.000Z');
const from = { kind: 'virtual_agent', name: 'Virtual Agent' } as const;

test.each([
  { kind: 'text', text: 'my vpn is down' },
  { kind: 'value', value: 'drops' },
  { kind: 'value', value: ['a', 'b'] },
  { kind: 'attachment', attachmentId: 'f1', name: 'error.png', size: 2_048, type: 'image/png' },
  { kind: 'opened' },
  { kind: 'restarted' },
] as const)('an input crosses the adapter as it is: $kind', (input) => {
  const activity = toRequesterActivity(input as Parameters<typeof toRequesterActivity>[0], state, now);
  expect(
    requesterInputOf(
      TurnContext.applyConversationReference(activity, {}, true) as Parameters<typeof requesterInputOf>[0],
    ),
  ).toEqual(input);
});

test('a message keeps its shape, and channels that know nothing of ours read its words and choices', () => {
  const choices: MessageDraft = {
    type: 'choices',
    text: 'Which one?',
    choices: [{ value: 'a', label: 'The first' }],
    from,
  };
  const activity = toActivity(choices);
  expect(messageOf(activity)).toEqual(choices);
  expect(activity.text).toBe('Which one?');
  expect(activity.suggestedActions?.actions).toMatchObject([{ title: 'The first', value: 'a' }]);
  expect(messageOf({ type: 'message', text: 'from somebody else’s bot' })).toEqual({
    type: 'text',
    text: 'from somebody else’s bot',
    from,
  });
});

class Echo extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`you said ${context.activity.text}`);
      await next();
    });
  }
}

test('any botbuilder bot runs on the adapter, and what it sends is collected in order', async () => {
  const adapter = new ChannelAdapter();
  adapter.use(async (context, next) => {
    await context.sendActivity('before');
    await next();
  });
  const sent = await adapter.process(
    toRequesterActivity({ kind: 'text', text: 'hello' }, state, now),
    (context) => new Echo().run(context),
  );
  expect(sent.map(({ text }) => text)).toEqual(['before', 'you said hello']);
});

test('onTurnError: what the error handler sends belongs to the turn', async () => {
  const adapter = new ChannelAdapter();
  adapter.onTurnError = async (context, error) => {
    await context.sendActivity(`sorry: ${error.message}`);
  };
  const sent = await adapter.process(
    toRequesterActivity({ kind: 'text', text: 'x' }, state, now),
    async () => {
      throw new Error('broken');
    },
  );
  expect(sent.map(({ text }) => text)).toEqual(['sorry: broken']);
});

test('proactive: a conversation reference is enough to speak', async () => {
  const adapter = new ChannelAdapter();
  const reference = TurnContext.getConversationReference(toRequesterActivity({ kind: 'opened' }, state, now));
  const sent = await adapter.proactively(reference, async (context) => {
    await context.sendActivity('are you still there?');
  });
  expect(sent).toMatchObject([{ text: 'are you still there?', conversation: { id: 'c1' } }]);
});

test('two turns at once do not see each other’s words', async () => {
  const adapter = new ChannelAdapter();
  const turn = (text: string) =>
    adapter.process(toRequesterActivity({ kind: 'text', text }, state, now), (context) =>
      new Echo().run(context),
    );
  const [one, two] = await Promise.all([turn('one'), turn('two')]);
  expect([one?.map(({ text }) => text), two?.map(({ text }) => text)]).toEqual([
    ['you said one'],
    ['you said two'],
  ]);
});
