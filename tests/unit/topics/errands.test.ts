import type { Catalog } from '../../../topics/catalog.ts';
import { converse, shippedCatalog, topic, withSetup } from './support/conversation.ts';

/** A person has the Virtual Agent run a topic, and keeps the conversation. */
const errand = topic(
  [
    { id: 'name', kind: 'text_input', prompt: 'What is the name of the device?' },
    { id: 'kind', kind: 'choice_input', prompt: 'Which kind?', choices: [{ value: 'pc', label: 'PC' }] },
    { id: 'thanks', kind: 'text', text: 'Thank you, {{ vaInputs.name }}.' },
  ],
  { name: 'device', title: 'Note a device', utterances: {} },
);
const start = async (catalog?: Catalog) => {
  const talk = converse({ catalog: catalog ?? (await withSetup(errand)), metAgent: true });
  await talk.requester.opens();
  await talk.desk.starts('device');
  return talk;
};

test('the topic asks, is answered and ends, and nothing follows it', async () => {
  const talk = await start();
  const before = talk.state().errand?.before;
  talk.va.replies('What is the name of the device?');
  await talk.requester.says('blue');
  await talk.requester.says('pc');
  talk.va.replies('Thank you, blue.');
  talk.va.saysNothing();
  expect(talk.eventsOf('errand_ended')).toEqual([
    { type: 'errand_ended', topic: 'device', outcome: 'completed' },
  ]);
  expect(talk.outcome()).toEqual({ kind: 'waiting' });
  expect(talk.state()).toEqual(before);
});

test.each([
  ['a wish for a person', 'agent'],
  ['a goodbye', 'goodbye'],
  ['starting over', 'start over'],
  ['stopping it', 'cancel'],
])('%s ends it; no step of the chain follows', async (_, words) => {
  const talk = await start();
  await talk.requester.says(words);
  expect(talk.eventsOf('errand_ended').map(({ outcome }) => outcome)).toEqual(['completed']);
  expect(talk.eventsOf('topic_started').filter(({ role }) => role !== 'greeting')).toHaveLength(1);
  expect(talk.outcome()).toEqual({ kind: 'waiting' });
  expect(talk.state().errand).toBeUndefined();
});

test('other words do not lead to another topic, and answers that cannot be read lead back to the person', async () => {
  const talk = await start((await shippedCatalog()).with([errand]));
  await talk.requester.says('blue');
  for (const words of ['my vpn keeps dropping', 'my vpn keeps dropping', 'my vpn keeps dropping'])
    await talk.requester.says(words);
  await talk.requester.picks('other');
  expect(talk.eventsOf('topic_started').map(({ topic: name }) => name)).not.toContain('vpn_trouble');
  await talk.requester.says('Talk to a person');
  expect(talk.state().errand).toBeUndefined();
});

test('what fails in it concerns the errand alone', async () => {
  const broken = topic([{ id: 'x', kind: 'set', values: { n: { expr: '1 / 0' } } }], {
    name: 'device',
    utterances: {},
  });
  const talk = await start(await withSetup(broken));
  talk.va.replies(/something went wrong with that/);
  talk.va.saysNothing();
  expect(talk.eventsOf('errand_ended').map(({ outcome }) => outcome)).toEqual(['failed']);
  expect(talk.outcome()).toEqual({ kind: 'waiting' });
});

test('the conversation comes back while it runs: it is over, and Anything Else asks', async () => {
  const talk = await start();
  await talk.desk.returns();
  talk.va.replies(/anything else/);
  expect(talk.state().errand).toBeUndefined();
  expect(talk.running()).toEqual(['anything_else/more']);
});

describe('the Virtual Agent has a conversation again', () => {
  test('with the offer to leave a message, in the words of the Live Agent topic', async () => {
    const talk = converse({ catalog: await shippedCatalog() });
    await talk.requester.opens();
    await talk.desk.returns({ kind: 'leave_message' });
    talk.va.replies(/busy right now/, /leave a message/);
    await talk.requester.says('yes');
    await talk.requester.says('My badge does not open the door');
    expect(talk.running()[0]).toMatch(/^live_agent/);
  });

  test('in German', async () => {
    const talk = converse({ catalog: await shippedCatalog(), locale: 'de' });
    await talk.requester.opens();
    await talk.desk.returns({ kind: 'leave_message' });
    talk.va.replies(/gerade sind alle im Gespräch/, /Nachricht hinterlassen/);
  });

  test('with a topic; one that is gone is an offer to leave a message', async () => {
    const talk = converse({ catalog: await shippedCatalog() });
    await talk.requester.opens();
    await talk.desk.returns({ kind: 'topic', topic: 'vpn_trouble' });
    expect(talk.running()[0]).toMatch(/^vpn_trouble/);
    await talk.desk.returns({ kind: 'topic', topic: 'long_gone' });
    talk.va.replies(/leave a message/);
  });
});
