import fc from 'fast-check';
import { type CloseFacts, classifyClose, dashboardMessages } from '../../../interactions/classifyClose.ts';

const bot: CloseFacts = {
  trigger: 'idle',
  liveAgent: false,
  accepted: false,
  requesterWroteToAgent: false,
  engaged: true,
  anythingElse: false,
  leftForSearch: false,
};
const queued: CloseFacts = { ...bot, liveAgent: true };
const live: CloseFacts = { ...queued, accepted: true };

/** domain C3: one row a test. */
const rows: [string, string, CloseFacts, string, string, string | null][] = [
  [
    'P01',
    'an exception in the bot that the Error topic could not hand over',
    { ...bot, trigger: 'fault' },
    'faulted',
    'error',
    'E13',
  ],
  ['P02', 'an exception in the live phase', { ...live, trigger: 'fault' }, 'faulted', 'error', 'E13'],
  [
    'P03',
    'the agent selects End',
    { ...live, trigger: 'agent_end' },
    'closed_complete',
    'agent_ended',
    'E11',
  ],
  [
    'P04',
    'the requester ends while waiting for an agent',
    { ...queued, trigger: 'requester_end' },
    'closed_abandoned',
    'left_before_engagement',
    'E1',
  ],
  [
    'P05',
    'the requester ends a live chat',
    { ...live, trigger: 'requester_end' },
    'closed_complete',
    'user_ended',
    'E5',
  ],
  [
    'P06',
    'the requester ends after engaging with the bot',
    { ...bot, trigger: 'requester_end' },
    'closed_complete',
    'user_ended',
    'E4',
  ],
  [
    'P07',
    'the requester ends without having engaged',
    { ...bot, trigger: 'requester_end', engaged: false },
    'closed_abandoned',
    'no_activity',
    'E2',
  ],
  [
    'P08',
    'the flow ran through Closing',
    { ...bot, trigger: 'flow_closed' },
    'closed_complete',
    'auto_closed',
    'E6',
  ],
  [
    'P09',
    'the system ends a live chat for another cause',
    { ...live, trigger: 'system_end' },
    'closed_complete',
    'chat_complete',
    'E12',
  ],
  [
    'P10',
    'a messaging action sets the state',
    { ...live, trigger: 'messaging_action' },
    'closed_abandoned',
    'no_user_response',
    null,
  ],
  ['P11', 'idle while waiting for an agent', queued, 'closed_abandoned', 'no_activity', 'E3'],
  [
    'P12',
    'idle after writing to the agent',
    { ...live, requesterWroteToAgent: true },
    'closed_complete',
    'no_user_response',
    'E8',
  ],
  [
    'P13',
    'idle after the acceptance without a word to the agent',
    live,
    'closed_abandoned',
    'no_activity',
    'E3',
  ],
  ['P14', 'idle without having engaged', { ...bot, engaged: false }, 'closed_abandoned', 'no_activity', 'E2'],
  [
    'P15',
    'idle after leaving for search',
    { ...bot, leftForSearch: true },
    'closed_complete',
    'left_for_search',
    'E10',
  ],
  ['P16', 'idle at Anything Else', { ...bot, anythingElse: true }, 'closed_complete', 'topic_complete', 'E9'],
  ['P17', 'idle otherwise after engaging', bot, 'closed_complete', 'no_user_response', 'E7'],
];

test.each(rows)('%s %s', (rule, _words, facts, state, reason, endState) => {
  expect(classifyClose(facts)).toEqual({ rule, state, reason, endState });
});

test('C3: search goes before a completed topic when both are true', () => {
  expect(classifyClose({ ...bot, leftForSearch: true, anythingElse: true }).rule).toBe('P15');
});

test('C3: P05 closes as ended by the user whether or not the requester wrote to the agent', () => {
  expect(classifyClose({ ...live, trigger: 'requester_end', requesterWroteToAgent: true }).rule).toBe('P05');
});

test('C3: every combination of facts has a row, and a fault beats everything', () => {
  const facts = fc.record({
    trigger: fc.constantFrom(
      'fault',
      'agent_end',
      'requester_end',
      'flow_closed',
      'system_end',
      'messaging_action',
      'idle',
    ),
    liveAgent: fc.boolean(),
    accepted: fc.boolean(),
    requesterWroteToAgent: fc.boolean(),
    engaged: fc.boolean(),
    anythingElse: fc.boolean(),
    leftForSearch: fc.boolean(),
  }) as fc.Arbitrary<CloseFacts>;
  fc.assert(
    fc.property(facts, (given) => {
      const { state, reason } = classifyClose(given);
      expect(reason).toEqual(expect.any(String));
      expect(state === 'faulted').toBe(given.trigger === 'fault');
    }),
  );
});

test('C1: every end state but the fault has the documented dashboard text', () => {
  expect(dashboardMessages.E1).toBe('User closed LA - before Agent engagement');
  expect(dashboardMessages.E9).toBe('System closed VA - Topic complete');
  expect(Object.keys(dashboardMessages)).toHaveLength(13);
});
