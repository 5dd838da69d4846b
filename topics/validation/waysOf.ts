import type { TopicDefinition, TopicElement } from '../../contracts/topic.ts';
import type { MarkedString } from './markedStrings.ts';

/** From each element's place in the list, the places that may follow; the end of the topic is the place after the last. */
export function waysOf({ elements }: TopicDefinition, marks: readonly MarkedString[]): number[][] {
  const index = new Map([...elements.map(({ id }, at) => [id, at] as const), ['end', elements.length]]);
  const ways: number[][] = elements.map(() => []);
  const add = (from: number, to: number | undefined) => {
    if (to !== undefined) ways[from]?.push(to);
  };
  for (const { path, holds, text } of marks) {
    const [list, at] = path;
    // `next` is a way out only if the element's own branches leave one open.
    if (holds !== 'element' || list !== 'elements' || typeof at !== 'number') continue;
    if (path.length === 3 && path[2] === 'next') continue;
    add(at, index.get(text));
  }
  elements.forEach((element, at) => {
    if (goesOn(element)) add(at, element.next === undefined ? at + 1 : index.get(element.next));
  });
  return ways;
}

/** Whether the element's `next`, or the one after it, can follow. */
function goesOn(element: TopicElement): boolean {
  if (element.show_if !== undefined) return true;
  switch (element.kind) {
    case 'end':
      return false;
    case 'switch_topic':
      return element.resume;
    case 'decision':
      return element.otherwise === undefined;
    case 'lookup':
      return element.found === undefined || element.none === undefined;
    case 'http_action':
      return element.ok === undefined;
    case 'agent_availability':
      return element.available === undefined || element.unavailable === undefined;
    case 'yes_no_input':
      return (
        element.yes === undefined ||
        element.no === undefined ||
        element.skip_if !== undefined ||
        element.at_limit === 'continue'
      );
    case 'transfer':
      return element.next !== undefined;
    default:
      return true;
  }
}
