import { describeDate } from '../answers/describeDate.ts';
import { parseDate } from '../answers/parseDate.ts';
import { askInput } from './askInput.ts';
import { elementKind } from './element.ts';
import { answerText } from './readAnswer.ts';

/**
 * Asks for a date, a time or both, as ISO or in words ("tomorrow at 3"). `vaInputs` holds `YYYY-MM-DD`, `HH:mm` or
 * `YYYY-MM-DDTHH:mm`; days are those of UTC.
 */
export const dateInput = elementKind('date_input', {
  run(element, context) {
    const limits = bounds(element, context.render, context.ports.now());
    return askInput(element, context, (text) => ({ type: 'date', text, mode: element.mode, ...limits }));
  },
  answer(element, input, context) {
    const now = context.ports.now();
    const said = answerText(input) ?? '';
    const { min, max } = bounds(element, context.render, now);
    const first = parseDate(said, element.mode, now);
    // "Since when?" – "a week": where the future makes no sense, it is a week ago.
    const span =
      first.ok && max !== undefined && first.value > max && !/\b(?:in|next|coming|from|time)\b/i.test(said);
    const past = span ? parseDate(`${said} ago`, element.mode, now) : first;
    const parsed = past.ok ? past : first;
    if (!parsed.ok) {
      return {
        ok: false,
        hint:
          parsed.why === 'ambiguous'
            ? context.texts.invalid.ambiguousDate(said)
            : context.texts.invalid[element.mode],
      };
    }
    if (min !== undefined && parsed.value < min)
      return { ok: false, hint: context.texts.invalid.tooEarly(describeDate(min, element.mode)) };
    if (max !== undefined && parsed.value > max)
      return { ok: false, hint: context.texts.invalid.tooLate(describeDate(max, element.mode)) };
    return { ok: true, value: parsed.value, display: describeDate(parsed.value, element.mode) };
  },
});

function bounds(
  element: { mode: 'date' | 'time' | 'datetime'; min?: string | undefined; max?: string | undefined },
  render: (template: string) => string,
  now: Date,
): { min?: string; max?: string } {
  const read = (template: string): string => {
    const text = render(template);
    const parsed = parseDate(text, element.mode, now);
    if (!parsed.ok) throw new Error(`“${text}” is not a ${element.mode}`);
    return parsed.value;
  };
  return {
    ...(element.min === undefined ? {} : { min: read(element.min) }),
    ...(element.max === undefined ? {} : { max: read(element.max) }),
  };
}
