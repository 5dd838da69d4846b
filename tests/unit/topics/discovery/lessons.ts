import type { TopicDefinition } from '../../../../contracts/topic.ts';
import { topic } from '../support/conversation.ts';

/** Four small topics, each with a handful of utterances, as an author begins. */
export function smallLibrary(): TopicDefinition[] {
  return [
    made('parking', 'Parking permit', [
      'I need a parking permit',
      'where can I park my car',
      'apply for a parking space',
      'my permit for the garage expired',
      'reserve a parking spot for a visitor',
    ]),
    made('canteen', 'Canteen menu', [
      'what is for lunch today',
      'show me the menu of the canteen',
      'is there vegetarian food in the canteen',
      'when does the canteen open',
      'how much is the lunch',
    ]),
    made('travel', 'Business trip', [
      'book a business trip',
      'I have to travel to a customer',
      'submit my travel expenses',
      'who approves my train ticket',
      'get money back for a hotel',
    ]),
    made('payslip', 'Payslip', [
      'where is my payslip',
      'my salary was not paid',
      'I do not understand my payslip',
      'send me the wage statement of March',
      'there is a mistake in my salary',
    ]),
  ];
}

export function made(
  name: string,
  title: string,
  utterances: string[],
  more: Record<string, unknown> = {},
): TopicDefinition {
  return topic([{ id: 'done', kind: 'end' }], { name, title, utterances: { en: utterances }, ...more });
}
