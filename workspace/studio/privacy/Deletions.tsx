import { useId } from 'preact/hooks';
import type { DeletionProof } from '../../../contracts/privacy.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { listProofs } from '../../api/privacy.ts';
import { usePages } from '../../api/usePages.ts';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { DateTime } from '../../design/RelativeTime.tsx';
import { type Column, Table } from '../../design/Table.tsx';
import { formatFileSize } from '../../format/fileSize.ts';
import { useAdmin } from '../../messages/admin.ts';
import { useLocale, useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';

/** The proofs of what was deleted: what there was, how much, and a check sum over it; no word of it. */
export function Deletions() {
  const { session } = useWorkspace();
  const messages = useMessages();
  const locale = useLocale();
  const { proofs: texts } = useAdmin().privacy;
  const id = useId();
  const { items, failure, loading, more, reload } = usePages('proofs', (cursor, signal) =>
    listProofs(session.api, cursor, signal),
  );
  const columns: Column<DeletionProof>[] = [
    {
      key: 'number',
      title: messages.fields.number,
      cell: ({ number }) => <span class="mono">{number}</span>,
    },
    { key: 'what', title: texts.what, cell: ({ what }) => <Badge>{texts.whats[what]}</Badge> },
    { key: 'policy', title: texts.policy, cell: ({ policy }) => <span class="mono">{policy}</span> },
    { key: 'closed', title: messages.fields.closedAt, cell: ({ closedAt }) => <DateTime at={closedAt} /> },
    {
      key: 'counts',
      title: texts.counts,
      cell: ({ counts, bytes }) => (
        <span class="muted">
          {Object.entries(counts)
            .map(([name, count]) => `${name} ${count}`)
            .join(', ')}
          , {formatFileSize(bytes, locale)}
        </span>
      ),
    },
    {
      key: 'sum',
      title: 'SHA-256',
      cell: ({ sha256 }) => (
        <span class="mono" title={sha256}>
          {sha256.slice(0, 12)}…
        </span>
      ),
    },
    {
      key: 'finished',
      title: texts.finished,
      cell: ({ finishedAt }) => (finishedAt === null ? texts.running : <DateTime at={finishedAt} />),
    },
  ];
  return (
    <section class="card settings-card" aria-labelledby={id}>
      <div class="page-head">
        <div>
          <h2 id={id}>{texts.title}</h2>
          <p class="muted small">{texts.lead}</p>
        </div>
        <Button icon="refresh" onClick={reload} aria-disabled={loading}>
          {messages.actions.refresh}
        </Button>
      </div>
      {failure !== null ? (
        <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />
      ) : items === null ? (
        <Loading />
      ) : items.length === 0 ? (
        <p class="muted">{texts.empty}</p>
      ) : (
        <Table caption={texts.title} columns={columns} rows={items} keyOf={(proof) => proof.id} />
      )}
      {more !== null && (
        <p class="list-more">
          <Button onClick={more} aria-disabled={loading}>
            {texts.more}
          </Button>
        </p>
      )}
    </section>
  );
}
