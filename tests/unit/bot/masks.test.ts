import { hideTold } from '../../../bot/hideTold.ts';
import { maskSaid } from '../../../bot/maskSaid.ts';
import { settingsSchema } from '../../../contracts/settings.ts';
import { emptyConversation } from '../../../interactions/conversationState.ts';
import { createMasking } from '../../../interactions/masking/masking.ts';
import type { TurnDraft } from '../../../interactions/turn.ts';

/** domain D4: what the topics get, and what is shown of it. */
const { sensitiveData } = settingsSchema.parse({
  sensitiveData: {
    cards: true,
    email: true,
    patterns: [{ name: 'phone', pattern: '\\+49[0-9 ]{6,14}[0-9]' }],
  },
});
const masking = createMasking(sensitiveData);
const state = {
  ...emptyConversation('c1', 'IMS0000001', '2026-01-01T00:00:00.000Z'),
  offered: [{ value: 'ada@example.com', label: 'Ada (ada@example.com)' }],
};
const asking = (kind: string, secure = false) => ({ element: 'input', secure, asks: [kind] });

test('an input gets the kind that it asks for and no other', () => {
  const said = { text: 'ada@example.com, +49 170 1234567, 4111111111111111' };
  expect(maskSaid(masking, state, said, asking('email'))).toMatchObject({
    shown: { text: '••••••, ••••••, •••• 1111' },
    input: { text: 'ada@example.com, ••••••, •••• 1111' },
    told: ['ada@example.com'],
  });
  expect(maskSaid(masking, state, said, asking('phone')).told).toEqual(['+49 170 1234567']);
  expect(maskSaid(masking, state, said, null)).toMatchObject({
    input: { text: '••••••, ••••••, •••• 1111' },
    told: [],
  });
});

test('a secure input gets everything, and a text that is asked for openly nothing', () => {
  const said = { text: 'my card is 4111111111111111' };
  expect(maskSaid(masking, state, said, asking('text', true)).input).toMatchObject(said);
  expect(maskSaid(masking, state, said, asking('text')).input).toMatchObject({
    text: 'my card is •••• 1111',
  });
});

test('a pick that was offered stays one; its label is masked where it is shown', () => {
  const picked = maskSaid(masking, state, { value: 'ada@example.com' }, null);
  expect(picked.input).toEqual({ kind: 'value', value: 'ada@example.com' });
  expect(picked.shown).toMatchObject({ text: 'Ada (••••••)', value: '••••••' });
  expect(maskSaid(masking, state, { value: ['4111111111111111'] }, null).input).toEqual({
    kind: 'value',
    value: ['•••• 1111'],
  });
});

test('what was told is an answer, and is shown nowhere', () => {
  const mail = 'ada@example.com';
  const draft: TurnDraft = {
    cause: { kind: 'system', action: 'test' },
    events: [
      {
        type: 'record_created',
        table: 'incident',
        id: 'r',
        number: 'INC1',
        fields: { contact: mail, description: `call ${mail}` },
      },
      { type: 'survey_answered', question: 'Where?', answer: mail },
      { type: 'fields_changed', changes: { shortDescription: mail }, by: null },
      { type: 'discovery_labelled', text: `write to ${mail}`, chosen: null, label: 'correct' },
      { type: 'answer_corrected', runId: '1', topic: 't', element: 'e', from: mail, to: `not ${mail}` },
    ],
    messages: [
      { type: 'text', text: `I write to ${mail}.`, from: { kind: 'virtual_agent', name: 'Virtual Agent' } },
    ],
    dialog: { stack: [{ inputs: { email: mail }, vars: { note: `to ${mail}` } }], pending: { text: mail } },
  };
  expect(hideTold([mail], draft)).toEqual({
    cause: draft.cause,
    events: [
      {
        type: 'record_created',
        table: 'incident',
        id: 'r',
        number: 'INC1',
        fields: { contact: mail, description: 'call ••••••' },
      },
      { type: 'survey_answered', question: 'Where?', answer: '••••••' },
      { type: 'fields_changed', changes: { shortDescription: '••••••' }, by: null },
      { type: 'discovery_labelled', text: 'write to ••••••', chosen: null, label: 'correct' },
      { type: 'answer_corrected', runId: '1', topic: 't', element: 'e', from: '••••••', to: 'not ••••••' },
    ],
    messages: [
      { type: 'text', text: 'I write to ••••••.', from: { kind: 'virtual_agent', name: 'Virtual Agent' } },
    ],
    dialog: {
      stack: [{ inputs: { email: mail }, vars: { note: 'to ••••••' } }],
      pending: { text: '••••••' },
    },
  });
});
