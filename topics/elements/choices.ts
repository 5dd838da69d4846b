import type { Choice, MessageBody } from '../../contracts/messages.ts';
import type { ElementOf } from '../../contracts/topic.ts';
import { isNone, parseChoices } from '../answers/parseChoice.ts';
import { parseYesNo } from '../answers/parseYesNo.ts';
import { normalise } from '../answers/words.ts';
import { wordsFor } from '../answers/wordsFor.ts';
import type { DialogInput } from '../dialog.ts';
import { askInput } from './askInput.ts';
import type { Answer, ElementContext, Step } from './element.ts';

type ChoosingElement = ElementOf<'choice_input' | 'grouped_choice_input' | 'carousel_input'>;

const noneValue = 'none_of_these';
const moreValue = 'more_choices';
const backValue = 'previous_choices';
const doneValue = 'done';

/**
 * Shows one page of the choices, "none of these" and the buttons that turn the page (domain B4); what all inputs with
 * choices do. No choices at all: on to where the author says.
 */
export function askChoices(
  element: ChoosingElement,
  context: ElementContext,
  all: readonly Choice[],
  type: 'choices' | 'carousel',
): Step {
  if (all.length === 0) {
    if (element.empty_text !== undefined)
      context.say({ type: 'text', text: context.wording(element.empty_text) });
    return { go: 'next', to: element.when_empty, output: 'nothing to choose from' };
  }
  const picked = new Set(context.run.progress?.picked);
  const choices = shownOf(element, context, all).map((choice) =>
    picked.has(choice.value) ? { ...choice, picked: true } : choice,
  );
  return askInput(element, context, (text): MessageBody => {
    const { min_choices: min, max_choices: max } = element;
    const several = element.multiple
      ? { multiple: true, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
      : {};
    return { type, text, choices, ...several };
  });
}

/** What an answer means: choices of any page by name, of the page that is shown also by number, or another page. */
export function readChoices(
  element: ChoosingElement,
  input: DialogInput,
  context: ElementContext,
  all: readonly Choice[],
): Answer {
  const { multiple } = element;
  const { locale } = context.dialog;
  const shown = shownOf(element, context, all);
  const said = input.kind === 'value' ? input.value : input.kind === 'text' ? input.text : '';
  const choices = [...all, ...shown.filter(({ control }) => control !== undefined)];
  const found = parseChoices(said, choices, multiple, { locale, shown });
  const turned = turnOf(found?.choices, typeof said === 'string' ? said : '', shown, locale);
  if (turned !== null) return turnPage(element, context, shown, found?.choices ?? [], turned);
  if (multiple && isDone(found?.choices, said, locale)) {
    const here = found?.choices.filter(({ control }) => control === undefined) ?? [];
    const picks = together(context, all, shown, here);
    if (picks.length > 0) return several(element, context, picks);
  }
  const none = () => noneOfThem(element, all, context);
  if (found?.choices.some(({ value }) => value === noneValue)) return none() ?? unread(element, context);
  if (found?.sure !== true && input.kind === 'text') {
    if (isNone(input.text, locale)) return none() ?? unread(element, context);
    const alone = all.length === 1 ? all[0] : undefined;
    const { sure: wanted } = parseYesNo(input.text, { locale });
    if (alone !== undefined && wanted === true) return taken(element, [alone]);
    if (alone !== undefined && wanted === false) return none() ?? unread(element, context);
  }
  if (found === null) return unread(element, context);
  const picks = multiple ? together(context, all, shown, found.choices) : found.choices;
  const answer = multiple ? several(element, context, picks) : taken(element, picks);
  if (found.sure || !answer.ok) return answer;
  const { value, display } = taken(element, picks);
  return { ok: false, hint: context.texts.invalid.choice, loosely: { value, display } };
}

/** The page at hand with its buttons, as it is numbered. */
function shownOf(element: ChoosingElement, context: ElementContext, all: readonly Choice[]): Choice[] {
  const { none, none_label, page_size: size } = element;
  const { texts } = context;
  const from = Math.min(context.run.progress?.page ?? 0, Math.ceil(all.length / size) - 1) * size;
  const label = none_label === undefined ? texts.noneOfThese : context.render(none_label);
  const page = all.slice(from, from + size);
  return [
    ...page,
    ...(none === undefined ? [] : [{ value: noneValue, label, control: 'none' as const }]),
    ...(from > 0 ? [{ value: backValue, label: texts.choices.back, control: 'back' as const }] : []),
    ...(from + size < all.length
      ? [{ value: moreValue, label: texts.choices.more, control: 'more' as const }]
      : []),
    ...(pickedElsewhere(context, page).length > 0
      ? [{ value: doneValue, label: texts.done, control: 'done' as const }]
      : []),
  ];
}

function turnOf(
  found: readonly Choice[] | undefined,
  said: string,
  shown: readonly Choice[],
  locale: string,
): 'more' | 'back' | null {
  const there = (control: 'more' | 'back') => shown.some((choice) => choice.control === control);
  const picked = found?.find(({ control }) => control === 'more' || control === 'back')?.control;
  if (picked === 'more' || picked === 'back') return picked;
  if (found !== undefined) return null;
  const { more, back } = wordsFor(locale);
  const text = normalise(said);
  if (there('more') && more.includes(text)) return 'more';
  return there('back') && back.includes(text) ? 'back' : null;
}

/** What was picked before the page was turned is kept. */
function turnPage(
  { multiple }: ChoosingElement,
  context: ElementContext,
  shown: readonly Choice[],
  found: readonly Choice[],
  turned: 'more' | 'back',
): Answer {
  const page = (context.run.progress?.page ?? 0) + (turned === 'more' ? 1 : -1);
  const here = found.filter(({ control }) => control === undefined).map(({ value }) => value);
  const picked = [...pickedElsewhere(context, shown), ...here];
  return {
    ok: false,
    hint: turned === 'more' ? context.texts.choices.moreShown : context.texts.choices.backShown,
    progress: { page, ...(multiple ? { picked } : {}) },
  };
}

/** Of several picks those of the pages that were turned, in the order of the list. */
function together(
  context: ElementContext,
  all: readonly Choice[],
  shown: readonly Choice[],
  found: readonly Choice[],
): Choice[] {
  const kept = new Set(pickedElsewhere(context, shown));
  return kept.size === 0
    ? [...found]
    : all.filter((choice) => kept.has(choice.value) || found.includes(choice));
}

function pickedElsewhere(context: ElementContext, shown: readonly Choice[]): string[] {
  return (context.run.progress?.picked ?? []).filter((value) =>
    shown.every((choice) => choice.value !== value),
  );
}

/** As many as the author wants, or what is wrong. */
function several(element: ChoosingElement, { texts }: ElementContext, picks: readonly Choice[]): Answer {
  const { min_choices: min, max_choices: max } = element;
  if (min !== undefined && picks.length < min) return { ok: false, hint: texts.choices.tooFew(min) };
  if (max !== undefined && picks.length > max) return { ok: false, hint: texts.choices.tooMany(max) };
  return taken(element, picks);
}

/** Nothing more is wanted of this page. */
function isDone(found: readonly Choice[] | undefined, said: string | string[], locale: string): boolean {
  if (found !== undefined) return found.some(({ control }) => control === 'done');
  return typeof said === 'string' && wordsFor(locale).done.includes(normalise(said));
}

function taken(element: ChoosingElement, choices: readonly Choice[]) {
  const values = choices.map(({ value }) => value);
  return {
    ok: true as const,
    value: element.multiple ? values : (values[0] ?? null),
    display: choices.map(({ label }) => label).join(', '),
  };
}

function unread({ multiple }: ChoosingElement, { texts }: ElementContext): Answer {
  return { ok: false, hint: multiple ? texts.invalid.choices : texts.invalid.choice };
}

/** “None of these”: on to where the author says, or the author's own choice for everything else. Null: neither. */
function noneOfThem(
  element: ChoosingElement,
  choices: readonly Choice[],
  context: ElementContext,
): Answer | null {
  if (element.none !== undefined) {
    const value =
      element.default === undefined ? (element.multiple ? [] : null) : context.value(element.default);
    return { ok: true, value, to: element.none };
  }
  const rest = choices.find(
    ({ value, label }) => value === 'other' || /^(?:something|anything) else$|^etwas anderes$/i.test(label),
  );
  return rest === undefined ? null : taken(element, [rest]);
}
