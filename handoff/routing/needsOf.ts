import type { WorkItem } from '../workItem.ts';

/** What an agent must bring to take the work, as one word: work of a queue that needs the same is taken by the same (R14). Pure. */
export function needsOf({
  type,
  size,
  skills,
  scope,
}: Pick<WorkItem, 'type' | 'size' | 'skills' | 'scope'>): string {
  const wanted = skills
    .filter(({ mandatory }) => mandatory)
    .map(({ skill, level }) => `${skill}:${level}`)
    .sort();
  return [type, size, wanted.join(','), scope?.domain ?? 'global', scope?.application ?? 'global'].join(' ');
}
