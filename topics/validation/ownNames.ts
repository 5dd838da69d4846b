import type { TopicDefinition } from '../../contracts/topic.ts';
import { translatableTexts } from '../translations.ts';

type Path = readonly (string | number)[];

/** The names that a text at a path may use besides those of every text: `item` of a list at hand, `answer` to read back. */
export function ownNames(topic: TopicDefinition): (path: Path) => string[] {
  const places = new Map(translatableTexts(topic).map(({ key, path }) => [key, path]));
  return (path) => {
    // A translation stands where its original does.
    const [first, , key] = path;
    const place = first === 'translations' ? (places.get(String(key)) ?? path) : path;
    const [list, at] = place;
    const element = list === 'elements' && typeof at === 'number' ? topic.elements[at] : undefined;
    if (element === undefined) return [];
    const [, , field] = place;
    if (field === 'from' || (element.kind === 'table' && field === 'columns')) return ['item'];
    return field === 'confirm' ? ['answer'] : [];
  };
}
