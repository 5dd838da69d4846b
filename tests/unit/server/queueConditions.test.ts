import type { InteractionHeader } from '../../../contracts/header.ts';
import type { ConditionFacts } from '../../../handoff/handoff.ts';
import { emptyConversation } from '../../../interactions/conversationState.ts';
import { checkQueueCondition, createQueueConditions } from '../../../server/queueConditions.ts';
import { simulatedClock } from '../../support/clock.ts';

const { header } = emptyConversation('id', 'IMS0000001', '2026-03-02T09:00:00.000Z');
const interaction: InteractionHeader = { ...header, sentiment: 'negative', tags: ['vip'] };
const clock = simulatedClock();
let reports: string[] = [];
const conditions = () =>
  createQueueConditions({
    clock,
    failed: (error, where) => reports.push(`${where}: ${error instanceof Error ? error.message : error}`),
  });
beforeEach(() => {
  reports = [];
});
const holds = (condition: string, context: ConditionFacts['context'] = {}) =>
  conditions().holds(condition, { interaction, context });

test('a queue’s condition looks at the record and at what the page and the topics said', () => {
  expect(holds('interaction.channel == "web" && interaction.sentiment == "negative"')).toBe(true);
  expect(holds('"vip" in interaction.tags')).toBe(true);
  expect(holds('interaction.openedFor.guest')).toBe(true);
  expect(holds('context.department == "it"', { department: 'it' })).toBe(true);
  expect(holds('context.orders > 3', { orders: 4 })).toBe(true);
});

test('a value that the page does not send is null, and is not there', () => {
  expect(holds('context.department == "it"')).toBe(false);
  expect(holds('has(context.department)')).toBe(false);
});

test('what fails or is neither true nor false is no, and is reported', () => {
  expect(holds('context.orders > 3', { orders: 'many' })).toBe(false);
  expect(holds('interaction.channel')).toBe(false);
  expect(reports).toEqual([
    expect.stringMatching(/context.orders > 3/),
    expect.stringMatching(/neither true nor false/),
  ]);
});

test('what a requester sends cannot make conditions of queues hold up the node, nor fill the log', () => {
  const { holds } = conditions();
  const loop = (queue: number) =>
    `context.q.split(",").all(a, context.q.split(",").all(b, a + b != "queue ${queue}"))`;
  const facts = () => ({ interaction, context: { q: ','.repeat(2_000) } });
  const all = [1, 2, 3, 4, 5, 6, 7, 8].map(loop);
  const began = performance.now();
  const request = facts();
  expect(all.map((condition) => holds(condition, request))).toEqual(all.map(() => false));
  expect(performance.now() - began).toBeLessThan(500);
  const told = reports.length;
  for (let again = 0; again < 3; again += 1) holds(loop(1), facts());
  expect(reports).toHaveLength(told);
  clock.advance(61_000);
  holds(loop(1), facts());
  expect(reports).toHaveLength(told + 1);
  expect(holds('context.q.size() == 2000', facts())).toBe(true);
});

test('an administrator hears what is wrong with a condition', () => {
  expect(checkQueueCondition('context.anything == interaction.channel')).toBeNull();
  expect(checkQueueCondition('interaction.channel ==')).toMatch(/no valid expression/);
  expect(checkQueueCondition('interaction.chanel == "web"')).toMatch(/did you mean "channel"/);
  expect(checkQueueCondition('interaction.tags.exists(tag, tag == "vip")')).toBeNull();
  expect(checkQueueCondition('interaction.tags.exists(a, interaction.tags.exists(b, a == b))')).toMatch(
    /a loop in a loop/,
  );
  expect(checkQueueCondition('vaContext.x == 1')).toMatch(
    /unknown name "vaContext"; there are interaction and context/,
  );
});
