import type { AuditEntry } from '../../../contracts/audit.ts';
import { DateTime } from '../../design/RelativeTime.tsx';
import { type Column, Table } from '../../design/Table.tsx';
import { useRecordTexts } from '../../messages/record.ts';
import { formatRoute } from '../route.ts';

interface AuditTableProps {
  entries: readonly AuditEntry[];
  caption: string;
  /** Also says what it was about; in the page of one interaction that is known. */
  target?: boolean;
}

/** Entries of the audit log with what changed. */
export function AuditTable({ entries, caption, target }: AuditTableProps) {
  const { audit } = useRecordTexts();
  const columns: Column<AuditEntry>[] = [
    { key: 'at', title: audit.at, width: '180px', cell: ({ at }) => <DateTime at={at} /> },
    { key: 'actor', title: audit.actor, width: '180px', cell: ({ actor }) => actor.name },
    { key: 'action', title: audit.action, width: '220px', cell: ({ action }) => action },
    ...(target === true
      ? [
          {
            key: 'target',
            title: audit.target,
            width: '180px',
            cell: (entry: AuditEntry) => <Target {...entry} />,
          },
        ]
      : []),
    { key: 'details', title: audit.details, cell: ({ details }) => <Details details={details ?? {}} /> },
  ];
  return <Table caption={caption} columns={columns} rows={entries} keyOf={({ id }) => id} />;
}

function Target({ target }: { target: string }) {
  if (!/^IMS\d+$/.test(target)) return <span class="mono">{target}</span>;
  return (
    <a class="mono" href={formatRoute({ page: 'interaction', number: target, tab: 'audit' })}>
      {target}
    </a>
  );
}

function Details({ details }: { details: Readonly<Record<string, unknown>> }) {
  return (
    <ul class="audit-details">
      {Object.entries(details).map(([name, value]) => (
        <li key={name}>
          <span class="mono muted">{name}</span>{' '}
          {isChange(value) ? (
            <>
              <del>{shown(value.from)}</del> → {shown(value.to)}
            </>
          ) : (
            shown(value)
          )}
        </li>
      ))}
    </ul>
  );
}

function isChange(value: unknown): value is { from: unknown; to: unknown } {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.map(shown).join(', ') || '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
