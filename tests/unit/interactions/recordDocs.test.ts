import { readFileSync } from 'node:fs';
import { headerFields } from '../../../contracts/headerFields.ts';
import { interactionPatch } from '../../../contracts/http.ts';
import { emptyConversation } from '../../../interactions/conversationState.ts';
import { writeTables } from '../../../interactions/header/writeTables.ts';

const guide = readFileSync(new URL('../../../docs/record.md', import.meta.url), 'utf8');

test('docs/record.md is what `npm run docs:record` writes', () => {
  expect(guide).toBe(writeTables(guide));
});

test('every field of the header has a definition, and there are no others', () => {
  const { header } = emptyConversation('c1', 'IMS0000001', '2026-11-21T09:00:00.000Z');
  expect(Object.keys(headerFields).sort()).toEqual(Object.keys(header).sort());
  for (const { definition } of Object.values(headerFields)) expect(definition).toMatch(/\.$/);
});

test('the fields that staff may write are those that the route takes', () => {
  const editable = Object.entries(headerFields)
    .filter(([, { editable }]) => editable === true)
    .map(([name]) => name);
  const taken = Object.keys(interactionPatch.shape).map((name) => (name === 'workNote' ? 'workNotes' : name));
  expect(editable.sort()).toEqual(taken.sort());
});
