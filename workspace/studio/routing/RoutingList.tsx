import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { explainFailure } from '../../api/explainFailure.ts';
import { listAll, type RoutingLists, type RoutingPath, removeOne } from '../../api/routing.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { type Column, Table } from '../../design/Table.tsx';
import { useMessages } from '../../messages/language.ts';
import { useRouting } from '../../messages/routing.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';

interface RoutingListProps<T> {
  path: RoutingPath;
  title: string;
  texts: { create: string; emptyTitle: string; emptyHint: string };
  /** What else the columns show; loaded with the list. */
  columns: (all: readonly T[]) => Column<T>[];
  nameOf: (one: T) => string;
  /** Under the name, and whether it is not in use. */
  under?: (one: T) => ComponentChildren;
  /** Above the table; may leave rows out. */
  filter?: { match: (one: T) => boolean; field: ComponentChildren; none: string };
  /** null: nothing here is deleted. */
  removable?: ((one: T) => boolean) | null;
  /** Where a form has a page of its own; null: a new one. */
  onOpen?: (one: T | null) => void;
  /** The form in a dialog. */
  dialog?: (one: T | null, onClose: () => void, onSaved: () => void) => ComponentChildren;
}

/** What administrators have made of one kind: a table, a way to the form of each, and its removal. */
export function RoutingList<P extends RoutingPath>(props: RoutingListProps<RoutingLists[P]> & { path: P }) {
  const { path, title, texts: own, columns, nameOf, under, filter, removable = () => true, dialog } = props;
  const { session, toasts } = useWorkspace();
  const messages = useMessages();
  const texts = useRouting();
  const { data, failure, reload } = useLoaded(path, (signal) => listAll(session.api, path, signal));
  const [open, setOpen] = useState<{ one: RoutingLists[P] | null } | null>(null);
  const [leaving, setLeaving] = useState<RoutingLists[P] | null>(null);
  const [why, setWhy] = useState<string | null>(null);
  const show = props.onOpen ?? ((one) => setOpen({ one }));
  const closeConfirm = () => {
    setLeaving(null);
    setWhy(null);
  };
  const remove = async (one: RoutingLists[P]) => {
    try {
      await removeOne(session.api, path, one.id);
      closeConfirm();
      reload();
      toasts.say(() => texts.deleted);
    } catch (error) {
      setWhy(explainFailure(error, messages));
    }
  };
  const all: Column<RoutingLists[P]>[] = [
    {
      key: 'name',
      title: texts.name,
      cell: (one) => (
        <span class="list-what">
          <button type="button" class="link-button list-text" onClick={() => show(one)}>
            {nameOf(one)}
          </button>
          {under !== undefined && <span class="muted list-by">{under(one)}</span>}
        </span>
      ),
    },
    ...columns(data ?? []),
  ];
  if (removable !== null)
    all.push({
      key: 'actions',
      title: texts.actions,
      cell: (one) =>
        removable(one) && (
          <Button small look="quiet" icon="trash" iconOnly onClick={() => setLeaving(one)}>
            {texts.remove(nameOf(one))}
          </Button>
        ),
    });
  const rows = data?.filter(filter?.match ?? (() => true)) ?? [];
  return (
    <section aria-label={title}>
      <div class="routing-head">
        <h2>{title}</h2>
        {filter?.field}
        <Button look="primary" icon="plus" onClick={() => show(null)}>
          {own.create}
        </Button>
      </div>
      {failure !== null ? (
        <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />
      ) : data === null ? (
        <Loading />
      ) : rows.length === 0 ? (
        <div class="card">
          <EmptyState
            icon={data.length === 0 ? 'list' : 'search'}
            title={data.length === 0 ? own.emptyTitle : (filter?.none ?? '')}
            text={data.length === 0 ? own.emptyHint : ''}
          />
        </div>
      ) : (
        <Table caption={title} columns={all} rows={rows} keyOf={({ id }) => id} />
      )}
      {open !== null &&
        dialog?.(
          open.one,
          () => setOpen(null),
          () => {
            setOpen(null);
            reload();
            toasts.say(() => texts.saved);
          },
        )}
      {leaving !== null && (
        <ConfirmDialog
          title={texts.removeTitle(nameOf(leaving))}
          text={texts.removeText}
          action={texts.delete}
          danger
          error={why}
          onConfirm={() => remove(leaving)}
          onClose={closeConfirm}
        />
      )}
    </section>
  );
}
