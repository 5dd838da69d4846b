import { type InteractionHeader, virtualAgent } from '../../../contracts/header.ts';
import { Badge } from '../../design/Badge.tsx';
import { RelativeTime } from '../../design/RelativeTime.tsx';
import { StateBadge } from '../../design/StateBadge.tsx';
import type { Column } from '../../design/Table.tsx';
import type { Messages } from '../../messages/en.ts';
import { useMessages } from '../../messages/language.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { FieldValue } from '../interaction/FieldValue.tsx';
import { formatRoute } from '../route.ts';
import type { InteractionFilters } from './filterFields.ts';
import type { ListField } from './listFields.ts';

/** A row of the list; fields that were not asked for, or may not be seen, are absent. */
export type Row = Pick<InteractionHeader, 'number'> & Partial<InteractionHeader>;

const sortable = ['openedAt', 'updatedAt', 'number'] as const;
const numeric: readonly ListField[] = [
  'duration',
  'waitTime',
  'queueTime',
  'agentAverageResponseTime',
  'wrapUpDuration',
  'sentimentNormalized',
  'messageCount',
];

/** The columns of the list, in the order of `fields`; some say more than their field alone. */
export function listColumns(
  fields: readonly ListField[],
  messages: Messages,
  filters: InteractionFilters,
  go: (filters: InteractionFilters) => void,
): Column<Row>[] {
  const sort = filters.sort ?? '-openedAt';
  return fields.map((field) => {
    const by = sortable.find((each) => each === field);
    return {
      key: field,
      title: messages.fields[field],
      number: numeric.includes(field),
      cell: (row) => <Cell field={field} row={row} fields={fields} />,
      ...(by === undefined
        ? {}
        : {
            sort: {
              order: sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none',
              onSort: () => go({ ...filters, sort: sort === `-${by}` ? by : `-${by}` }),
            },
          }),
    };
  });
}

function Cell({ field, row, fields }: { field: ListField; row: Row; fields: readonly ListField[] }) {
  const messages = useMessages();
  switch (field) {
    case 'number':
      return (
        <a class="mono" href={formatRoute({ page: 'interaction', number: row.number, tab: 'details' })}>
          {row.number}
        </a>
      );
    case 'shortDescription':
      return (
        <span class="list-what">
          <span class={row.shortDescription ? 'list-text' : 'muted'}>
            {row.shortDescription || row.topics?.join(', ') || messages.untitled}
          </span>
          {!fields.includes('openedFor') && <span class="muted">{row.openedFor?.name}</span>}
        </span>
      );
    case 'state':
      return (
        <span class="list-state">
          {row.state !== undefined && <StateBadge state={row.state} />}
          {row.stateReason && !fields.includes('stateReason') && (
            <span class="muted">{messages.reasons[row.stateReason]}</span>
          )}
        </span>
      );
    case 'assignedTo':
      return <AssignedTo row={row} />;
    case 'openedAt':
    case 'updatedAt':
    case 'closedAt':
      return <RelativeTime at={row[field] ?? null} />;
    default:
      return <FieldValue field={field} header={row} />;
  }
}

/** domain A1: the live agent's name or the Virtual Agent; both took part when both are named. */
function AssignedTo({ row }: { row: Row }) {
  const messages = useMessages();
  const texts = useStudioTexts();
  const person = row.assignedTo?.id === virtualAgent.id ? null : row.assignedTo;
  if (row.virtualAgent !== true && row.agentChat !== true && !row.assignedTo)
    return <span class="muted">{messages.none}</span>;
  return (
    <span class="list-by">
      {(row.virtualAgent === true || row.assignedTo?.id === virtualAgent.id) && (
        <Badge tone="va" icon="bot">
          {texts.list.withVirtualAgent}
        </Badge>
      )}
      {(row.agentChat === true || person) && (
        <Badge tone="accent" icon="people">
          {person?.name ?? texts.list.withAgentChat}
        </Badge>
      )}
    </span>
  );
}
