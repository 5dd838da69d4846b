import { useState } from 'preact/hooks';
import { type AuditFilters, listAudit } from '../../api/access.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { usePages } from '../../api/usePages.ts';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Field } from '../../design/Field.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { useAdmin } from '../../messages/admin.ts';
import { useMessages } from '../../messages/language.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { dayOf, endOfDay, startOfDay } from '../interactionList/localDays.ts';
import { AuditTable } from './AuditTable.tsx';

const words = ['actor', 'action', 'target'] as const;

/** The audit log: who read or changed what, the newest first. Nobody can change it. */
export function AuditPage() {
  const { session } = useWorkspace();
  const messages = useMessages();
  const texts = useStudioTexts();
  const { audit } = useAdmin();
  const [filters, setFilters] = useState<AuditFilters>({});
  const { items, failure, loading, more, reload } = usePages(JSON.stringify(filters), (cursor, signal) =>
    listAudit(session.api, filters, cursor, signal),
  );
  const change = (changed: AuditFilters) => setFilters({ ...filters, ...changed });
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{audit.title}</h1>
          <p class="muted">{audit.lead}</p>
        </div>
        <Button icon="refresh" onClick={reload} aria-disabled={loading}>
          {messages.actions.refresh}
        </Button>
      </div>
      <search>
        <form
          class="filters card"
          aria-label={texts.list.filters}
          onSubmit={(event) => event.preventDefault()}
        >
          {words.map((name) => (
            <Field key={name} label={audit[name]}>
              {(ids) => (
                <input
                  {...ids}
                  class="input"
                  name={name}
                  maxLength={200}
                  value={filters[name] ?? ''}
                  onChange={(event) => change({ [name]: event.currentTarget.value.trim() || undefined })}
                />
              )}
            </Field>
          ))}
          {(['from', 'to'] as const).map((name) => (
            <Field key={name} label={audit[name]}>
              {(ids) => (
                <input
                  {...ids}
                  class="input"
                  type="date"
                  name={name}
                  value={dayOf(filters[name])}
                  onChange={(event) =>
                    change({
                      [name]: (name === 'from' ? startOfDay : endOfDay)(event.currentTarget.value),
                    })
                  }
                />
              )}
            </Field>
          ))}
        </form>
      </search>
      {failure !== null ? (
        <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />
      ) : items === null ? (
        <Loading />
      ) : items.length === 0 ? (
        <div class="card">
          <EmptyState icon="eye" title={audit.empty} text={audit.emptyHint} />
        </div>
      ) : (
        <div class="list" aria-busy={loading}>
          <AuditTable entries={items} caption={audit.title} target />
          {more !== null && (
            <p class="list-more">
              <Button onClick={more} aria-disabled={loading}>
                {audit.more}
              </Button>
            </p>
          )}
        </div>
      )}
    </>
  );
}
