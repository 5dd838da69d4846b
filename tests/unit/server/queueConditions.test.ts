import { emptyConversation } from '../../../interactions/conversationState.ts';
import { checkQueueCondition, createQueueConditions } from '../../../server/queueConditions.ts';

const { header } = emptyConversation('id', 'IMS0000001', '2026-03-02T09:00:00.000Z');
const holds = (condition: string, context: Record<string, string | number | boolean | null> = {}) =>
  createQueueConditions().holds(condition, {
    interaction: { ...header, sentiment: 'negative', tags: ['vip'] },
    context,
  });

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

test('what fails or is neither true nor false is told, not taken for no', () => {
  expect(() => holds('context.orders > 3', { orders: 'many' })).toThrow(/context.orders > 3/);
  expect(() => holds('interaction.channel')).toThrow(/neither true nor false/);
});

test('an administrator hears what is wrong with a condition', () => {
  expect(checkQueueCondition('context.anything == interaction.channel')).toBeNull();
  expect(checkQueueCondition('interaction.channel ==')).toMatch(/no valid expression/);
  expect(checkQueueCondition('interaction.chanel == "web"')).toMatch(/did you mean "channel"/);
  expect(checkQueueCondition('vaContext.x == 1')).toMatch(
    /unknown name "vaContext"; there are interaction and context/,
  );
});
