import type { TopicDefinition, TopicElement } from '../../contracts/topic.ts';
import { parseDate } from '../answers/parseDate.ts';
import type { FlowProblem } from './checkFlow.ts';

/** Limits that no answer could keep to, or that nobody can read: each would only show when somebody is asked. */
export function checkLimits({ elements, language }: TopicDefinition): FlowProblem[] {
  return elements.flatMap((element, at) =>
    [...crossed(element), ...unreadableDays(element, language)].map(({ property, message }) => ({
      path: ['elements', at, property],
      message,
    })),
  );
}

interface LimitProblem {
  property: string;
  message: string;
}

const pairs = [
  ['min', 'max'],
  ['min_length', 'max_length'],
  ['min_choices', 'max_choices'],
] as const;

function crossed(element: TopicElement): LimitProblem[] {
  const values: ReadonlyMap<string, unknown> = new Map(Object.entries(element));
  return pairs.flatMap(([least, most]) => {
    const [low, high] = [values.get(least), values.get(most)];
    return typeof low === 'number' && typeof high === 'number' && low > high
      ? [{ property: least, message: `is more than "${most}": no answer would do` }]
      : [];
  });
}

const examples = {
  date: '2026-03-31, or words such as “today”',
  time: '"15:30", or words such as “noon”',
  datetime: '2026-03-31T15:30, or words such as “tomorrow at 9”',
} as const;

/** A template is known only when it runs; whether words are a day does not depend on the day. */
function unreadableDays(element: TopicElement, locale: string): LimitProblem[] {
  if (element.kind !== 'date_input') return [];
  return (['min', 'max'] as const).flatMap((property) => {
    const text = element[property];
    if (text === undefined || text.includes('{')) return [];
    if (parseDate(text, element.mode, new Date(0), { locale }).ok) return [];
    const message = `“${text}” is no ${element.mode}: write ${examples[element.mode]}`;
    return [{ property, message }];
  });
}
