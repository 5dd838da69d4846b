import { explainFailure } from '../../api/explainFailure.ts';
import { type AuditEntry, readAudit } from '../../api/interactions.ts';
import { usePages } from '../../api/usePages.ts';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { DateTime } from '../../design/RelativeTime.tsx';
import { type Column, Table } from '../../design/Table.tsx';
import { useMessages } from '../../messages/language.ts';
import { useRecordTexts } from '../../messages/record.ts';
import { useWorkspace } from '../../shell/workspace.ts';

/** Who read this interaction without being part of it, and who changed what (design §8). */
export function AuditTab({ number }: { number: string }) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { audit } = useRecordTexts();
  const { items, failure, loading, more, reload } = usePages(number, (cursor, signal) =>
    readAudit(session.api, number, cursor, signal),
  );
  if (failure !== null) return <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />;
  if (items === null) return <Loading />;
  if (items.length === 0) return <EmptyState icon="eye" title={audit.empty} text={audit.emptyHint} />;
  const columns: Column<AuditEntry>[] = [
    { key: 'at', title: audit.at, width: '190px', cell: ({ at }) => <DateTime at={at} /> },
    { key: 'actor', title: audit.actor, cell: ({ actor }) => actor.name },
    { key: 'action', title: audit.action, cell: ({ action }) => action },
    { key: 'details', title: audit.details, cell: ({ details }) => <Details details={details ?? {}} /> },
  ];
  return (
    <>
      <Table caption={audit.caption} columns={columns} rows={items} keyOf={({ id }) => id} />
      {more !== null && (
        <p class="list-more">
          <Button onClick={more} aria-disabled={loading}>
            {audit.more}
          </Button>
        </p>
      )}
    </>
  );
}

function Details({ details }: { details: Readonly<Record<string, unknown>> }) {
  return (
    <ul class="audit-details">
      {Object.entries(details).map(([name, value]) => (
        <li key={name}>
          <span class="mono">{name}</span> {typeof value === 'string' ? value : JSON.stringify(value)}
        </li>
      ))}
    </ul>
  );
}
