import { AppError } from '../../contracts/errors.ts';
import { eraseBody, proofsQuery } from '../../contracts/privacy.ts';
import type { Masking } from '../../interactions/masking/masking.ts';
import type { DeletionProofs } from '../../interactions/retention/deletionProofs.store.ts';
import type { Retention } from '../../interactions/retention/retention.ts';
import { type AuditDeps, actorOf, audited } from '../audited.ts';
import type { PersonErasure } from '../privacy/erasePerson.ts';
import type { Erasures } from '../privacy/erasures.store.ts';
import { type ExportDeps, exportPerson } from '../privacy/exportPerson.ts';
import { adminOnly, type Routes } from './route.ts';

export interface PrivacyDeps extends ExportDeps, AuditDeps {
  proofs: DeletionProofs;
  retention: Retention;
  erasures: Erasures;
  personErasure: PersonErasure;
  masking: () => Masking;
}

/** Retention with its proofs, and what people may ask for: their data, and that it is gone (docs/privacy.md). */
export function addPrivacyRoutes(routes: Routes, deps: PrivacyDeps): void {
  const { proofs, retention, erasures, personErasure } = deps;
  routes.add(
    {
      method: 'get',
      path: '/retention/proofs',
      summary: 'What was deleted, with its proof',
      access: adminOnly,
      query: proofsQuery,
      answers: 'Proofs, the latest first, with a cursor to the next page. None names a person.',
    },
    async ({ query }) => ({ body: await proofs.page(query.limit, query.cursor) }),
  );
  routes.add(
    {
      method: 'post',
      path: '/retention/preview',
      summary: 'What the policies would delete now',
      access: adminOnly,
      answers: '`{items: [{policy, what, interactions, messages, oldest}]}`; nothing is deleted.',
    },
    async () => ({ body: { items: await retention.preview(), nextCursor: null } }),
  );
  routes.add(
    {
      method: 'get',
      path: '/people/:id/export',
      summary: 'Everything of one person',
      access: adminOnly,
      answers: 'A zip: a file of JSON lines for each kind of data, and the files of the conversations.',
    },
    async ({ params, user }) => {
      const id = params.id ?? '';
      const entry = { actor: actorOf(user), action: 'export person', target: id };
      const body = await audited(deps, entry, () => exportPerson(deps, id));
      const name = `person-${id.replace(/[^\w-]/g, '_')}.zip`;
      return {
        body,
        type: 'application/zip',
        headers: { 'Content-Disposition': `attachment; filename="${name}"` },
      };
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/people/:id/erase',
      summary: 'Erase one person',
      access: adminOnly,
      body: eraseBody,
      status: 202,
      answers:
        'The job; `GET /people/erasures/{id}` says how far it is. Conversations that are still open: 409 with their numbers.',
    },
    async ({ params, body, user }) => ({
      body: await personErasure.request(params.id ?? '', deps.masking().mask(body.reason), actorOf(user)),
    }),
  );
  routes.add(
    {
      method: 'get',
      path: '/people/erasures/:id',
      summary: 'How far an erasure is',
      access: adminOnly,
      answers: '`{id, pseudonym, state, interactions, requestedAt, finishedAt}`',
    },
    async ({ params }) => {
      const erasure = await erasures.get(params.id ?? '');
      if (erasure === null) throw new AppError('not_found', 'there is no such erasure');
      return { body: erasure };
    },
  );
}
