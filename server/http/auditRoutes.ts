import { type AuditEntry, auditQuery, interactionAuditQuery, observed } from '../../contracts/audit.ts';
import { seesUnseen } from '../access/seesUnseen.ts';
import { hiddenFields } from '../access/shownHeader.ts';
import { type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import { adminOnly, type Routes, staff } from './route.ts';

/** The audit (design §8): it is read here and changed nowhere. */
export function addAuditRoutes(routes: Routes, deps: ReadableDeps): void {
  routes.add(
    {
      method: 'get',
      path: '/audit',
      summary: 'Who did what',
      access: adminOnly,
      query: auditQuery,
      answers: 'Entries, the latest first.',
    },
    async ({ query }) => ({ body: await deps.audit.page(query) }),
  );
  routes.add(
    {
      method: 'get',
      path: '/interactions/:number/audit',
      summary: 'Who looked at an interaction, and who changed it',
      access: staff,
      query: interactionAuditQuery,
      answers: 'Entries, the latest first.',
    },
    async (call) => {
      const { header } = await readableInteraction(deps, call.params.number ?? '', call, 'audit');
      // domain D4: who looks on unseen is unseen here too.
      const without = seesUnseen(call.user) ? undefined : observed;
      const page = await deps.audit.page({ ...call.query, target: header.number, without });
      const hidden = new Set<string>(hiddenFields(deps.access.current(), call.user, header));
      return { body: { ...page, items: page.items.map((entry) => withoutHidden(entry, hidden)) } };
    },
  );
}

/** What a field was and is, is no more for others than the field itself. */
function withoutHidden({ details, ...entry }: AuditEntry, hidden: ReadonlySet<string>): AuditEntry {
  if (details === undefined) return entry;
  const shown = Object.entries(details).filter(([name]) => !hidden.has(name));
  return { ...entry, details: Object.fromEntries(shown) };
}
