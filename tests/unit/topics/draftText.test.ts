import { readLoosely, renameTopic, setTranslations } from '../../../topics/authoring/draftText.ts';

const yaml = `# About lamps.
name: lamp # short
title: Lamp

elements:
  # The question.
  - { id: which, kind: text_input, prompt: Which lamp do you mean, the one on the desk, the one on the wall, or another one? }
`;

it('a duplicate keeps comments, order and long lines', () => {
  expect(renameTopic(yaml, 'torch', 'Torch')).toBe(
    yaml.replace('name: lamp', 'name: torch').replace('title: Lamp', 'title: Torch'),
  );
});

it('translations are set and taken away by key', () => {
  const german = setTranslations(yaml, 'de', {
    title: 'Lampe',
    'which.prompt': ['Welche?', 'Welche Lampe?'],
  });
  expect(german).toContain('# The question.');
  expect(german).toMatch(/translations:\n {2}de:\n {4}title: Lampe\n {4}which\.prompt:\n {6}- Welche\?/);
  expect(setTranslations(german ?? '', 'de', { title: '' })).not.toContain('Lampe\n    which');
});

it('what cannot be read is left alone, and read as far as it goes', () => {
  expect(renameTopic('name: [', 'a', 'A')).toBeNull();
  expect(readLoosely('name: lamp\ntype: nonsense\ntitle: 7\n')).toMatchObject({
    name: 'lamp',
    type: 'topic',
    title: '',
  });
  expect(readLoosely('name: [')).toMatchObject({ name: '' });
  expect(readLoosely('just text')).toMatchObject({ name: '' });
  expect(readLoosely('- a\n- b\n')).toMatchObject({ name: '' });
});
