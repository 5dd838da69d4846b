import type { ElementOf } from '../../contracts/topic.ts';
import { describeDate } from '../answers/describeDate.ts';
import { parseDate } from '../answers/parseDate.ts';
import { wallClock } from '../answers/wallClock.ts';
import { askInput } from './askInput.ts';
import { type ElementContext, elementKind } from './element.ts';
import { answerText } from './readAnswer.ts';

/**
 * Asks for a date, a time or both, as ISO or in words ("tomorrow at 3"). `vaInputs` holds `YYYY-MM-DD`, `HH:mm` or
 * `YYYY-MM-DDTHH:mm`, by the requester's clock: the page's `vaContext.time_zone`, or UTC where it says none.
 */
export const dateInput = elementKind('date_input', {
  run(element, context) {
    const limits = bounds(element, context);
    return askInput(element, context, (text) => ({ type: 'date', text, mode: element.mode, ...limits }));
  },
  answer(element, input, context) {
    const { texts } = context;
    const { locale } = context.dialog;
    const { mode } = element;
    const said = answerText(input) ?? '';
    const now = clockOf(context);
    const { min, max } = bounds(element, context);
    const first = parseDate(said, mode, now, { locale });
    // "Since when?" – "a week": where the future makes no sense, it is a week ago.
    const past =
      first.ok && max !== undefined && first.value > max
        ? parseDate(said, mode, now, { locale, past: true })
        : first;
    const parsed = past.ok ? past : first;
    if (!parsed.ok) {
      const hint = parsed.why === 'ambiguous' ? texts.invalid.ambiguousDate(said) : texts.invalid[mode];
      return { ok: false, hint };
    }
    const shown = (value: string) => describeDate(value, mode, locale);
    if (min !== undefined && parsed.value < min)
      return { ok: false, hint: texts.invalid.tooEarly(shown(min)) };
    if (max !== undefined && parsed.value > max)
      return { ok: false, hint: texts.invalid.tooLate(shown(max)) };
    return { ok: true, value: parsed.value, display: shown(parsed.value) };
  },
});

function clockOf(context: ElementContext): Date {
  return wallClock(context.ports.now(), context.scope().vaContext.time_zone);
}

/** The author's limits, in the words of the topic's own language. */
function bounds(
  { mode, min, max }: ElementOf<'date_input'>,
  context: ElementContext,
): { min?: string; max?: string } {
  const read = (template: string): string => {
    const text = context.render(template);
    const parsed = parseDate(text, mode, clockOf(context), { locale: context.topic.language });
    if (!parsed.ok) throw new Error(`“${text}” is not a ${mode}`);
    return parsed.value;
  };
  return {
    ...(min === undefined ? {} : { min: read(min) }),
    ...(max === undefined ? {} : { max: read(max) }),
  };
}
