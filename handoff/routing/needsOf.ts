import { z } from 'zod';
import { interactionTypes } from '../../contracts/states.ts';
import type { WorkItem } from '../workItem.ts';

/** What of a work item decides, whatever became of it so far, who could take it. */
export type Wanted = Pick<WorkItem, 'type' | 'size' | 'skills' | 'scope'>;

const written = z.tuple([
  z.enum(interactionTypes),
  z.number(),
  z.array(z.tuple([z.string(), z.number()])),
  z.string(),
  z.string(),
]);

/**
 * What an agent must bring to take the work, as one text: work of a queue that needs the same is taken by the same, so
 * that the router finds it by an index and never reads what nobody free can take. Work kept for one agent needs that
 * agent. Pure; `readNeeds` reads it.
 */
export function needsOf({
  type,
  size,
  skills,
  scope,
  reservedFor,
}: Wanted & Pick<WorkItem, 'reservedFor'>): string {
  if (reservedFor !== null) return `for ${reservedFor}`;
  const wanted = skills
    .filter(({ mandatory }) => mandatory)
    .map(({ skill, level }): [string, number] => [skill, level])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const needs: z.infer<typeof written> = [
    type,
    size,
    wanted,
    scope?.domain ?? 'global',
    scope?.application ?? 'global',
  ];
  return JSON.stringify(needs);
}

/** Null: it is kept for one agent. Pure. */
export function readNeeds(needs: string): Wanted | null {
  if (!needs.startsWith('[')) return null;
  const [type, size, wanted, domain, application] = written.parse(JSON.parse(needs));
  const skills = wanted.map(([skill, level]) => ({ skill, level, mandatory: true }));
  return { type, size, skills, scope: { domain, application } };
}
