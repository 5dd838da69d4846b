import { inSample } from './support/conversation.ts';
import { record } from './support/records.ts';

/** domain A1: what a topic's lookups and actions touch is related; what a script writes of its own accord is not. */
const inc7 = () => record('incident', 'INC7', { short_description: 'Old', state: 'new' });
const lookup = { id: 'l', kind: 'lookup', table: 'incident', limit: 1, into: 'one' };
const script = (text: string) => ({ id: 's', kind: 'script', script: text });

test.each([
  ['a lookup', [lookup], 'record_viewed'],
  [
    'a record that is created',
    [{ id: 'c', kind: 'record_action', action: 'create', table: 'incident', fields: { state: 'new' } }],
    'record_created',
  ],
  [
    'a record that is changed',
    [
      { ...lookup, related: false },
      { id: 'u', kind: 'record_action', action: 'update', record: 'vaVars.one', fields: { state: 'closed' } },
    ],
    'record_updated',
  ],
  [
    'attachRecordToConversation',
    [script("vaSystem.attachRecordToConversation('incident', 'inc7')")],
    'record_attached',
  ],
] as const)('%s is captured as a related task (A1)', async (_, elements, event) => {
  const { eventsOf } = await inSample([...elements], { records: [inc7()] });
  expect(eventsOf(event)).toHaveLength(1);
});

test('what a script writes to a record by itself is not captured (A1)', async () => {
  const talk = await inSample(
    [
      { id: 'photo', kind: 'file_input', prompt: 'A photo?' },
      script("vaSystem.attachToRecord(vaInputs.photo.getValue(), 'incident', 'inc7')"),
    ],
    { records: [inc7()] },
  );
  await talk.requester.sends('photo.png');
  expect(talk.eventsOf('file_attached')).toHaveLength(1);
  for (const event of ['record_viewed', 'record_created', 'record_updated', 'record_attached'] as const)
    expect(talk.eventsOf(event)).toEqual([]);
});
