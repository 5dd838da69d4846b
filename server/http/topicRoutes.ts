import { z } from 'zod';
import {
  activeBody,
  checkTopicBody,
  createTopicBody,
  rollbackBody,
  saveTopicBody,
  testTopicBody,
} from '../../contracts/authoring.ts';
import { actorOf } from '../audited.ts';
import type { TopicAuthoring } from '../authoring/topicAuthoring.ts';
import { authors as access, type Routes } from './route.ts';

export interface TopicRouteDeps {
  authoring: TopicAuthoring;
}

const page = z.object({
  limit: z.coerce.number().int().min(1).max(200).optional(),
  cursor: z.string().optional(),
});

/** `/topics …` (protocol §2): drafts, versions, translations and tests. */
export function addTopicRoutes(routes: Routes, { authoring }: TopicRouteDeps): void {
  routes.add(
    {
      method: 'get',
      path: '/topics',
      summary: 'All topics',
      access,
      query: page,
      answers:
        'Every topic by title: what it is, whether it is published, its languages and how many problems it has.',
    },
    async () => ({ body: { items: await authoring.list(), nextCursor: null } }),
  );
  routes.add(
    {
      method: 'post',
      path: '/topics',
      summary: 'Write a topic, or duplicate one',
      access,
      body: createTopicBody,
      answers: 'The new draft. A name that is taken: 409.',
      status: 201,
    },
    async ({ body, user }) => ({ body: await authoring.create(body, actorOf(user)) }),
  );
  routes.add(
    {
      method: 'post',
      path: '/topics/check',
      summary: 'Check a text without saving it',
      access,
      body: checkTopicBody,
      answers: 'Its errors and warnings, with line and column.',
    },
    async ({ body }) => ({ body: { problems: await authoring.check(body.yaml) } }),
  );
  routes.add(
    {
      method: 'get',
      path: '/topics/:name',
      summary: 'A topic with its text',
      access,
      answers: 'The draft, or what is published when there is none, and what is wrong with it.',
    },
    async ({ params }) => ({ body: await authoring.detail(nameOf(params)) }),
  );
  routes.add(
    {
      method: 'put',
      path: '/topics/:name',
      summary: 'Save a draft',
      access,
      body: saveTopicBody,
      answers: 'The topic. `revision` is that of the draft that was changed; a newer one: 409.',
    },
    async ({ params, body, user }) => ({ body: await authoring.save(nameOf(params), body, actorOf(user)) }),
  );
  routes.add(
    {
      method: 'delete',
      path: '/topics/:name',
      summary: 'Delete a topic',
      access,
      answers: 'Nothing. Conversations that run on it go on. What others use: 409 with their names.',
      status: 204,
    },
    async ({ params, user }) => {
      await authoring.remove(nameOf(params), actorOf(user));
      return { body: '' };
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/topics/:name/publish',
      summary: 'Publish the draft',
      access,
      answers: 'The topic with its new version. Not valid: 422 with every error, its line and its column.',
    },
    async ({ params, user }) => ({ body: await authoring.publish(nameOf(params), actorOf(user)) }),
  );
  routes.add(
    {
      method: 'get',
      path: '/topics/:name/versions',
      summary: 'The versions of a topic',
      access,
      answers: 'All versions with their texts, the latest first.',
    },
    async ({ params }) => ({ body: { items: await authoring.versions(nameOf(params)), nextCursor: null } }),
  );
  routes.add(
    {
      method: 'post',
      path: '/topics/:name/rollback',
      summary: 'Publish an old version again',
      access,
      body: rollbackBody,
      answers: 'The topic; that version is the current one.',
    },
    async ({ params, body, user }) => ({
      body: await authoring.rollback(nameOf(params), body.version, actorOf(user)),
    }),
  );
  routes.add(
    {
      method: 'delete',
      path: '/topics/:name/draft',
      summary: 'Throw away what is not published',
      access,
      answers: 'The topic as it is published.',
    },
    async ({ params, user }) => ({ body: await authoring.discard(nameOf(params), actorOf(user)) }),
  );
  routes.add(
    {
      method: 'post',
      path: '/topics/:name/active',
      summary: 'Switch a published topic off or on',
      access,
      body: activeBody,
      answers: 'The topic. What others use stays on: 409 with their names.',
    },
    async ({ params, body, user }) => ({
      body: await authoring.setActive(nameOf(params), body.active, actorOf(user)),
    }),
  );
  routes.add(
    {
      method: 'post',
      path: '/topics/:name/test',
      summary: 'Play dialogues of a draft',
      access,
      body: testTopicBody,
      answers: 'Each dialogue step by step: what was said, what happened, and what was not as expected.',
    },
    async ({ params, body }) => ({ body: { dialogues: await authoring.test(nameOf(params), body) } }),
  );
  routes.add(
    {
      method: 'get',
      path: '/topics/:name/translations/:language',
      summary: 'The texts of a topic in a language',
      access,
      answers: 'By key: the original, and the translation or null.',
    },
    async ({ params }) => ({ body: await authoring.translations(nameOf(params), languageOf(params)) }),
  );
  routes.add(
    {
      method: 'put',
      path: '/topics/:name/translations/:language',
      summary: 'Set translations in the draft',
      access,
      body: z.strictObject({
        texts: z.record(z.string().min(1).max(200), z.union([z.string(), z.array(z.string().min(1)).min(1)])),
        revision: z.int().min(0),
      }),
      answers: 'The topic. An empty text takes the translation away; keys that are not sent stay.',
    },
    async ({ params, body, user }) => ({
      body: await authoring.translate(nameOf(params), languageOf(params), body, actorOf(user)),
    }),
  );
}

function nameOf(params: Readonly<Record<string, string>>): string {
  return params.name ?? '';
}

function languageOf(params: Readonly<Record<string, string>>): string {
  return params.language ?? '';
}
