import { z } from 'zod';
import { AppError } from '../../contracts/errors.ts';
import { assignmentRuleBody, responseBody, scheduleBody, skillBody } from '../../contracts/handoff.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { HandoffDefinitions } from '../../handoff/routing/definitions.store.ts';
import type { Definitions } from '../../store/definitions.ts';
import { type AuditDeps, actorOf, audited, changedFields } from '../audited.ts';
import type { References } from '../routing/references.ts';
import { refuseUsed, type UsedBy } from '../routing/usedBy.ts';
import { fewQuery, pageOf } from './pageOf.ts';
import { invalid } from './problem.ts';
import { adminOnly, type Routes, supervisors } from './route.ts';
import { uniquely } from './uniquely.ts';

export interface DefinitionRouteDeps extends AuditDeps {
  definitions: HandoffDefinitions;
  handoff: Handoff;
  newId: () => string;
}

interface Kind<T extends { id: string }> {
  path: string;
  /** As it is called in the API reference and the audit. */
  one: string;
  /** The field that no two share. */
  unique: string;
  body: z.ZodObject;
  /** With its defaults. @throws AppError `invalid`. */
  read: (fields: unknown, id: string) => T;
  store: Definitions<T>;
  /** @throws AppError `invalid` for what names something that is not there. */
  check: (definition: T) => Promise<void>;
  usedBy: (id: string) => Promise<string[]>;
}

/** `/skills`, `/schedules`, `/responses`, `/assignment-rules` (protocol §2): admins write, supervisors read. */
export function addDefinitionRoutes(
  routes: Routes,
  deps: DefinitionRouteDeps & { references: References; usedBy: UsedBy },
): void {
  const { definitions, references, usedBy } = deps;
  const anything = async () => undefined;
  const nobody = async () => [];
  addKind(routes, deps, {
    path: '/assignment-rules',
    one: 'assignment rule',
    unique: 'name',
    body: assignmentRuleBody,
    read: (fields, id) => ({ ...read(assignmentRuleBody, fields), id }),
    store: definitions.rules,
    check: references.ofRule,
    usedBy: usedBy.rule,
  });
  addKind(routes, deps, {
    path: '/schedules',
    one: 'schedule',
    unique: 'name',
    body: scheduleBody,
    read: (fields, id) => ({ ...read(scheduleBody, fields), id }),
    store: definitions.schedules,
    check: anything,
    usedBy: usedBy.schedule,
  });
  addKind(routes, deps, {
    path: '/skills',
    one: 'skill',
    unique: 'id',
    body: skillBody,
    read: (fields, id) => ({ ...read(skillBody.omit({ id: true }), fields), id }),
    store: definitions.skills,
    check: anything,
    usedBy: usedBy.skill,
  });
  addKind(routes, deps, {
    path: '/responses',
    one: 'response',
    unique: 'shortcut',
    body: responseBody,
    read: (fields, id) => ({ ...read(responseBody, fields), id }),
    store: definitions.responses,
    check: references.ofResponse,
    usedBy: nobody,
  });
}

function addKind<T extends { id: string }>(routes: Routes, deps: DefinitionRouteDeps, kind: Kind<T>): void {
  const { handoff, newId } = deps;
  const { path, one, unique, body: shape, store } = kind;

  async function known(id = ''): Promise<T> {
    const definition = await store.get(id);
    if (definition === null) throw new AppError('not_found', `there is no ${one} "${id}"`);
    return definition;
  }

  routes.add(
    { method: 'get', path, summary: `All ${one}s`, access: supervisors, query: fewQuery, answers: 'By id.' },
    async ({ query }) => ({ body: pageOf(await store.all(), query) }),
  );
  routes.add(
    {
      method: 'post',
      path,
      summary: `Make a ${one}`,
      access: adminOnly,
      body: shape,
      status: 201,
      answers: `The ${one}. 409 if there is one of that ${unique}.`,
    },
    async ({ body, user }) => {
      const { id = newId(), ...fields } = body;
      const made = kind.read(fields, String(id));
      await kind.check(made);
      const target = `${one} ${made.id}`;
      const entry = { actor: actorOf(user), action: `make ${one}`, target, details: fields };
      await audited(deps, entry, () => uniquely(one, unique, () => store.insert(made)));
      await handoff.assign();
      return { body: made };
    },
  );
  routes.add(
    {
      method: 'patch',
      path: `${path}/:id`,
      summary: `Change a ${one}`,
      access: adminOnly,
      body: patchOf(shape),
      answers: `The ${one}. What is left out stays. 409 if another one has that ${unique}.`,
    },
    async ({ params, body, user }) => {
      const { id, ...before } = await known(params.id);
      const after = kind.read({ ...before, ...body }, id);
      await kind.check(after);
      const details = changedFields(before, body);
      const entry = { actor: actorOf(user), action: `change ${one}`, target: `${one} ${id}`, details };
      if (Object.keys(details).length > 0)
        await audited(deps, entry, () => uniquely(one, unique, () => store.save(after)));
      await handoff.assign();
      return { body: after };
    },
  );
  routes.add(
    {
      method: 'delete',
      path: `${path}/:id`,
      summary: `Remove a ${one}`,
      access: adminOnly,
      answers: `The ${one} that was removed. 409 with those who use it.`,
    },
    async ({ params, user }) => {
      const definition = await known(params.id);
      refuseUsed(one, await kind.usedBy(definition.id));
      const { id, ...details } = definition;
      const entry = { actor: actorOf(user), action: `remove ${one}`, target: `${one} ${id}`, details };
      await audited(deps, entry, () => store.remove(id));
      return { body: definition };
    },
  );
}

function read<S extends z.ZodType>(schema: S, fields: unknown): z.output<S> {
  const parsed = schema.safeParse(fields);
  if (!parsed.success) throw invalid(parsed.error, 'body');
  return parsed.data;
}

/** Any of the fields, none with a default: what is left out of a PATCH stays as it is. The id never changes. */
function patchOf({ shape }: z.ZodObject): z.ZodObject {
  const fields = Object.entries(shape).filter(([name]) => name !== 'id');
  return z.strictObject(
    Object.fromEntries(
      fields.map(([name, field]) => [
        name,
        z.optional(field instanceof z.ZodDefault ? field.unwrap() : field),
      ]),
    ),
  );
}
