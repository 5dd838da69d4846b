import { useEffect, useState } from 'preact/hooks';
import type { InteractionHeader } from '../../../contracts/header.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { type InteractionFilters, listInteractions } from '../../api/interactions.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { RelativeTime } from '../../design/RelativeTime.tsx';
import { SentimentDot } from '../../design/SentimentDot.tsx';
import { StateBadge } from '../../design/StateBadge.tsx';
import { type Column, Table } from '../../design/Table.tsx';
import type { Messages } from '../../messages/en.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { formatRoute } from '../route.ts';
import { FilterBar } from './FilterBar.tsx';

const pageSize = 25;

/** The list of interactions: filtered, sorted, a page at a time. */
export function InteractionsPage({ filters }: { filters: InteractionFilters }) {
  const { session, window } = useWorkspace();
  const messages = useMessages();
  const filterKey = formatRoute({ page: 'interactions', filters });
  // The cursors of the pages before this one; the first page has none.
  const [cursors, setCursors] = useState<readonly string[]>([]);
  // Other filters start at their first page.
  useEffect(() => setCursors([]), [filterKey]);
  const cursor = cursors.at(-1) ?? null;
  const { data, failure, loading, reload } = useLoaded(`${filterKey} ${cursor}`, (signal) =>
    listInteractions(session.api, { filters, limit: pageSize, cursor }, signal),
  );
  const go = (changed: InteractionFilters) => {
    window.location.hash = formatRoute({ page: 'interactions', filters: changed });
  };
  const filtered = Object.entries(filters).some(([name, value]) => name !== 'sort' && value !== undefined);

  return (
    <>
      <div class="page-head">
        <div>
          <h1>{messages.list.title}</h1>
          <p class="muted">{messages.list.lead}</p>
        </div>
        <Button icon="refresh" onClick={reload} aria-disabled={loading}>
          {messages.actions.refresh}
        </Button>
      </div>
      <FilterBar filters={filters} filtered={filtered} onChange={go} />
      {failure !== null ? (
        <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />
      ) : data === null ? (
        <Loading />
      ) : data.items.length === 0 ? (
        <div class="card">
          <EmptyState
            icon={filtered ? 'search' : 'list'}
            title={filtered ? messages.list.noMatchTitle : messages.list.emptyTitle}
            text={filtered ? messages.list.noMatchHint : messages.list.emptyHint}
          >
            {filtered ? <Button onClick={() => go({})}>{messages.actions.clear}</Button> : undefined}
          </EmptyState>
        </div>
      ) : (
        <div class="list" aria-busy={loading}>
          <Table
            caption={messages.list.caption}
            columns={columnsOf(messages, filters, go)}
            rows={data.items}
            keyOf={({ number }) => number}
            onOpen={({ number }) => {
              window.location.hash = hashOf(number);
            }}
          />
          <div class="pager">
            <span class="muted small" role="status">
              {messages.list.page(data.items.length)} · {messages.list.pageNumber(cursors.length + 1)}
            </span>
            <Button
              icon="chevronLeft"
              disabled={cursors.length === 0 || loading}
              onClick={() => setCursors(cursors.slice(0, -1))}
            >
              {messages.actions.previous}
            </Button>
            <Button
              disabled={data.nextCursor === null || loading}
              onClick={() => data.nextCursor !== null && setCursors([...cursors, data.nextCursor])}
            >
              {messages.actions.next}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

function hashOf(number: string): string {
  return formatRoute({ page: 'interaction', number, tab: 'details' });
}

function columnsOf(
  messages: Messages,
  filters: InteractionFilters,
  go: (filters: InteractionFilters) => void,
): Column<InteractionHeader>[] {
  const { fields } = messages;
  const sort = filters.sort ?? '-openedAt';
  const sortBy = (field: 'openedAt' | 'updatedAt') =>
    ({
      order: sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : 'none',
      onSort: () => go({ ...filters, sort: sort === `-${field}` ? field : `-${field}` }),
    }) as const;
  return [
    {
      key: 'number',
      title: fields.number,
      cell: ({ number }) => (
        <a class="mono" href={hashOf(number)}>
          {number}
        </a>
      ),
    },
    {
      key: 'what',
      title: fields.shortDescription,
      cell: ({ shortDescription, topics, openedFor }) => (
        <span class="list-what">
          <span class={shortDescription === '' ? 'muted' : 'list-text'}>
            {shortDescription || topics.join(', ') || messages.list.untitled}
          </span>
          <span class="muted">{openedFor.name}</span>
        </span>
      ),
    },
    {
      key: 'state',
      title: fields.state,
      cell: ({ state, stateReason }) => (
        <span class="list-state">
          <StateBadge state={state} />
          {stateReason !== null && <span class="muted">{messages.reasons[stateReason]}</span>}
        </span>
      ),
    },
    {
      key: 'handledBy',
      title: messages.list.handledBy,
      cell: (row) => <HandledBy row={row} />,
    },
    {
      key: 'sentiment',
      title: fields.sentiment,
      cell: ({ sentiment }) => <SentimentDot sentiment={sentiment} word />,
    },
    {
      key: 'openedAt',
      title: fields.openedAt,
      cell: ({ openedAt }) => <RelativeTime at={openedAt} />,
      sort: sortBy('openedAt'),
    },
    {
      key: 'updatedAt',
      title: fields.updatedAt,
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
      sort: sortBy('updatedAt'),
    },
  ];
}

function HandledBy({ row }: { row: InteractionHeader }) {
  const messages = useMessages();
  if (!row.virtualAgent && !row.agentChat) return <span class="muted">{messages.none}</span>;
  return (
    <span class="list-by">
      {row.virtualAgent && (
        <Badge tone="va" icon="bot">
          {messages.list.withVirtualAgent}
        </Badge>
      )}
      {row.agentChat && (
        <Badge tone="accent" icon="people">
          {row.assignedTo?.name ?? messages.list.withAgentChat}
        </Badge>
      )}
    </span>
  );
}
