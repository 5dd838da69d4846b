import { fileLabel } from '../../../../interactions/files/fileLabel.ts';

it('is cut between signs, so that every label can be sent in a header', () => {
  for (let length = 110; length < 125; length += 1)
    for (const ending of ['.txt', '']) {
      const label = fileLabel(`${'a'.repeat(length)}😀😀😀😀😀😀${ending}`);
      expect(() => encodeURIComponent(label)).not.toThrow();
      expect(label.length).toBeLessThanOrEqual(120);
    }
});

it('has an ending of whole signs', () => {
  expect(fileLabel(`${'a'.repeat(120)}.😀😀😀`)).toMatch(/^a+…\.😀😀😀$/u);
});
