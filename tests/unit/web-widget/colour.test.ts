import fc from 'fast-check';
import { contrast, parseColour, readableOn, readableShade } from '../../../web-widget/colour.ts';

const anyColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('colours', () => {
  it.each([
    ['#0F6B66', '#0f6b66'],
    [' #abc ', '#aabbcc'],
    ['red', undefined],
    ['#12', undefined],
    ['#0f6b66;}*{display:none', undefined],
    [undefined, undefined],
  ])('reads %j as %j', (text, expected) => {
    expect(parseColour(text)).toBe(expected);
  });

  it('knows the contrast of black and white', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#777777')).toBeCloseTo(1);
  });

  it('finds a text colour that reads on any ground', () => {
    fc.assert(fc.property(anyColour, (ground) => contrast(readableOn(ground), ground) >= 4.5));
  });

  it('finds a shade of any accent that reads on the grounds of both schemes', () => {
    fc.assert(
      fc.property(
        anyColour,
        fc.constantFrom('#ffffff', '#f3f5f7', '#171b21', '#232931'),
        (accent, ground) => {
          expect(contrast(readableShade(accent, ground), ground)).toBeGreaterThanOrEqual(4.5);
        },
      ),
    );
  });

  it('leaves an accent as it is where it reads already', () => {
    expect(readableShade('#0f6b66', '#ffffff')).toBe('#0f6b66');
  });
});
