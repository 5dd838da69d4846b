import { type Experience, experienceSchema, simulateExperienceBody } from '../../contracts/authoring.ts';
import { AppError, type Problem } from '../../contracts/errors.ts';
import type { Catalog } from '../../topics/catalog.ts';
import type { Experiences } from '../../topics/experiences.store.ts';
import { simulateExperience } from '../../topics/simulateExperience.ts';
import { checkCondition } from '../../topics/validation/checkExpressions.ts';
import { type AuditDeps, actorOf, audited } from '../audited.ts';
import type { TopicService } from '../topicService.ts';
import { authors as access, type Routes, type UserClaims } from './route.ts';

export interface ExperienceRouteDeps extends AuditDeps {
  experiences: Experiences;
  topics: TopicService;
}

/** `/experiences` (domain B2): which requester meets which setup topics and promoted topics. */
export function addExperienceRoutes(routes: Routes, deps: ExperienceRouteDeps): void {
  const { experiences, topics, clock } = deps;

  async function put(experience: Experience, user: UserClaims): Promise<Experience> {
    const actor = actorOf(user);
    await topics.follow();
    const errors = problemsOf(experience, topics.catalog());
    if (errors.length > 0)
      throw new AppError('invalid', `${errors[0]?.path}: ${errors[0]?.message}`, { errors, status: 422 });
    const target = `experience ${experience.name}`;
    await audited(deps, { actor, action: 'change chat experience', target }, async () => {
      await experiences.put(experience);
      await topics.changed();
    });
    return experience;
  }

  routes.add(
    {
      method: 'get',
      path: '/experiences',
      summary: 'All chat experiences',
      access,
      answers: 'By order: the lowest whose condition holds wins.',
    },
    async () => ({ body: { items: await experiences.list(), nextCursor: null } }),
  );
  routes.add(
    {
      method: 'post',
      path: '/experiences',
      summary: 'Make a chat experience',
      access,
      body: experienceSchema,
      answers: 'The experience. A name that is taken: 409.',
      status: 201,
    },
    async ({ body, user }) => {
      if ((await experiences.list()).some(({ name }) => name === body.name))
        throw new AppError('conflict', `there is a chat experience "${body.name}" already`);
      return { body: await put(body, user) };
    },
  );
  routes.add(
    {
      method: 'put',
      path: '/experiences/:name',
      summary: 'Make or replace a chat experience',
      access,
      body: experienceSchema,
      answers: 'The experience, from now on for new conversations.',
    },
    async ({ params, body, user }) => {
      if (body.name !== params.name)
        throw new AppError('invalid', `the name must be "${params.name}", as in the address`);
      return { body: await put(body, user) };
    },
  );
  routes.add(
    {
      method: 'delete',
      path: '/experiences/:name',
      summary: 'Delete a chat experience',
      access,
      answers: 'Nothing.',
      status: 204,
    },
    async ({ params, user }) => {
      const actor = actorOf(user);
      const name = params.name ?? '';
      const target = `experience ${name}`;
      await audited(deps, { actor, action: 'delete chat experience', target }, async () => {
        if (!(await experiences.remove(name)))
          throw new AppError('not_found', `there is no chat experience "${name}"`);
        await topics.changed();
      });
      return { body: '' };
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/experiences/simulate',
      summary: 'What a visitor would meet',
      access,
      body: simulateExperienceBody,
      answers: 'The experience, its setup topics, its promoted topics, and the greeting.',
    },
    async ({ body: { locale, channel, roles, guest, context } }) => {
      const anybody = topics.anybody(locale);
      const requester = { ...anybody.requester, guest, roles };
      const visitor = { ...anybody, channel, requester, context };
      return { body: await simulateExperience(topics.catalog(), visitor, clock.now()) };
    },
  );
}

/** What it names must be there: setup topics of the role, and promoted topics that are published ordinary ones. */
function problemsOf({ condition, setup, promoted }: Experience, catalog: Catalog): Problem[] {
  const none = { inputs: new Set<string>(), vars: new Set<string>() };
  const conditions = condition === undefined ? [] : checkCondition(condition, none);
  return [
    ...conditions.map(({ message }) => ({ path: 'condition', message })),
    ...Object.entries(setup).flatMap(([role, name]) => {
      const fits = name === null || catalog.get(name)?.definition.role === role;
      return fits
        ? []
        : [{ path: `setup.${role}`, message: `there is no published setup topic "${name}" of this role` }];
    }),
    ...promoted.flatMap((name, index) =>
      catalog.get(name)?.definition.type === 'topic'
        ? []
        : [{ path: `promoted.${index}`, message: `there is no published topic "${name}"` }],
    ),
  ];
}
