import { useEffect, useState } from 'preact/hooks';
import { explainFailure } from '../../api/explainFailure.ts';
import { listInteractions } from '../../api/interactions.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { Table } from '../../design/Table.tsx';
import { useMessages } from '../../messages/language.ts';
import { useRecordTexts } from '../../messages/record.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { formatRoute } from '../route.ts';
import { ExportButton } from './ExportButton.tsx';
import { FieldPicker } from './FieldPicker.tsx';
import { FilterBar } from './FilterBar.tsx';
import type { InteractionFilters } from './filterFields.ts';
import { listColumns } from './listColumns.tsx';
import { defaultFields } from './listFields.ts';
import type { ListState } from './listState.ts';
import { ViewsMenu } from './ViewsMenu.tsx';

const pageSize = 25;

/** The list of interactions: filtered, sorted, a page at a time, with the columns one picks. */
export function InteractionsPage({ state }: { state: ListState }) {
  const { filters, fields, view } = state;
  const { session, window } = useWorkspace();
  const messages = useMessages();
  const studioTexts = useStudioTexts();
  const texts = useRecordTexts();
  const [picking, setPicking] = useState(false);
  const shown = fields ?? defaultFields;
  const filterKey = formatRoute({ page: 'interactions', filters, fields: null, view: null });
  // The cursors of the pages before this one; the first page has none.
  const [cursors, setCursors] = useState<readonly string[]>([]);
  // Other filters start at their first page.
  useEffect(() => setCursors([]), [filterKey]);
  const cursor = cursors.at(-1) ?? null;
  const { data, failure, loading, reload } = useLoaded(`${filterKey} ${cursor}`, (signal) =>
    listInteractions(session.api, { filters, limit: pageSize, cursor }, signal),
  );
  const show = (changed: ListState, replace = false) => {
    const hash = formatRoute({ page: 'interactions', ...changed });
    if (replace) window.location.replace(hash);
    else window.location.hash = hash;
  };
  const go = (changed: InteractionFilters, columns = fields) =>
    show({ filters: changed, fields: columns, view });
  const filtered = Object.entries(filters).some(([name, value]) => name !== 'sort' && value !== undefined);

  return (
    <>
      <div class="page-head">
        <div>
          <h1>{studioTexts.list.title}</h1>
          <p class="muted">{studioTexts.list.lead}</p>
        </div>
        <div class="page-actions">
          <ViewsMenu state={state} onChoose={show} />
          <Button icon="panel" onClick={() => setPicking(true)}>
            {texts.list.columns}
          </Button>
          <ExportButton filters={filters} fields={shown} />
          <Button icon="refresh" onClick={reload} aria-disabled={loading}>
            {messages.actions.refresh}
          </Button>
        </div>
      </div>
      {picking && (
        <FieldPicker
          shown={shown}
          onClose={() => setPicking(false)}
          onChoose={(chosen) => {
            setPicking(false);
            go(filters, chosen);
          }}
        />
      )}
      <FilterBar filters={filters} filtered={filtered} onChange={go} />
      {failure !== null ? (
        <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />
      ) : data === null ? (
        <Loading />
      ) : data.items.length === 0 ? (
        <div class="card">
          <EmptyState
            icon={filtered ? 'search' : 'list'}
            title={filtered ? studioTexts.list.noMatchTitle : studioTexts.list.emptyTitle}
            text={filtered ? studioTexts.list.noMatchHint : studioTexts.list.emptyHint}
          >
            {filtered ? <Button onClick={() => go({})}>{messages.actions.clear}</Button> : undefined}
          </EmptyState>
        </div>
      ) : (
        <div class="list" aria-busy={loading}>
          <Table
            caption={studioTexts.list.caption}
            columns={listColumns(shown, messages, filters, go)}
            rows={data.items}
            keyOf={({ number }) => number}
            onOpen={({ number }) => {
              window.location.hash = formatRoute({ page: 'interaction', number, tab: 'details' });
            }}
          />
          <div class="pager">
            <span class="muted small" role="status">
              {studioTexts.list.page(data.items.length)} · {studioTexts.list.pageNumber(cursors.length + 1)}
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
