import { z } from 'zod';

/** What agents can do, and what work asks for (domain D2). A level is 1 (some) … 5 (expert). */

export const skillName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and underscores, at most 40');
export const skillLevel = z.int().min(1).max(5);

export interface AgentSkill {
  skill: string;
  level: number;
}

/** `level`: at least this; `mandatory` false: wished for, and not a reason to wait. */
export interface RequiredSkill extends AgentSkill {
  mandatory: boolean;
}

/** As topics and administrators write it: the name alone is mandatory at any level. */
export const skillWish = z.union([
  skillName,
  z.strictObject({
    skill: skillName.describe('The skill'),
    level: skillLevel.optional().describe('At least this level, 1 … 5; any unless said'),
    mandatory: z.boolean().optional().describe('`false`: wished for, and no reason to wait; yes unless said'),
  }),
]);
export type SkillWish = z.infer<typeof skillWish>;

/** What an agent has: the name alone is level 1. */
export const agentSkill = z.union([skillName, z.strictObject({ skill: skillName, level: skillLevel })]);

/** The wishes in full, each skill once (the last counts). Pure. */
export function requiredSkills(wishes: readonly SkillWish[]): RequiredSkill[] {
  const wanted = wishes.map((wish) =>
    typeof wish === 'string'
      ? { skill: wish, level: 1, mandatory: true }
      : { skill: wish.skill, level: wish.level ?? 1, mandatory: wish.mandatory ?? true },
  );
  return [...new Map(wanted.map((one) => [one.skill, one])).values()];
}

/** An agent's skills in full, each once (the last counts). Pure. */
export function agentSkills(given: readonly z.infer<typeof agentSkill>[]): AgentSkill[] {
  const has = given.map((one) => (typeof one === 'string' ? { skill: one, level: 1 } : one));
  return [...new Map(has.map((one) => [one.skill, one])).values()];
}
