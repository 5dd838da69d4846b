import { useState } from 'preact/hooks';
import type { ConnectionView } from '../../../contracts/connections.ts';
import { deleteConnection, listConnections } from '../../api/connections.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { RelativeTime } from '../../design/RelativeTime.tsx';
import { type Column, Table } from '../../design/Table.tsx';
import type { AuthoringMessages } from '../../messages/authoring.en.ts';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { ConnectionDialog } from './ConnectionDialog.tsx';
import { TryConnectionDialog } from './TryConnectionDialog.tsx';

type Action = 'edit' | 'try' | 'delete';
type Open =
  | { action: 'edit'; connection: ConnectionView | null }
  | { action: Action; connection: ConnectionView };

/** The systems that HTTP actions of topics may call (domain B4); their secrets are set here and never shown. */
export function ConnectionsPage() {
  const { session, toasts } = useWorkspace();
  const messages = useMessages();
  const authoring = useAuthoring();
  const { connections: texts } = authoring;
  const { data, failure, loading, reload } = useLoaded('connections', (signal) =>
    listConnections(session.api, signal),
  );
  const [open, setOpen] = useState<Open | null>(null);
  const [why, setWhy] = useState<string | null>(null);
  const close = () => {
    setOpen(null);
    setWhy(null);
  };
  const remove = async (name: string) => {
    try {
      await deleteConnection(session.api, name);
      close();
      reload();
      toasts.say(() => texts.deleted);
    } catch (error) {
      setWhy(explainFailure(error, messages));
    }
  };
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{texts.title}</h1>
          <p class="muted">{texts.lead}</p>
        </div>
        <div class="page-actions">
          <Button icon="refresh" onClick={reload} aria-disabled={loading}>
            {messages.actions.refresh}
          </Button>
          <Button look="primary" icon="plus" onClick={() => setOpen({ action: 'edit', connection: null })}>
            {texts.create}
          </Button>
        </div>
      </div>
      {failure !== null ? (
        <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />
      ) : data === null ? (
        <Loading />
      ) : data.items.length === 0 ? (
        <div class="card">
          <EmptyState icon="globe" title={texts.emptyTitle} text={texts.emptyHint} />
        </div>
      ) : (
        <Table
          caption={texts.title}
          columns={columnsOf(authoring, (action, connection) => setOpen({ action, connection }))}
          rows={data.items}
          keyOf={({ name }) => name}
        />
      )}
      {open?.action === 'edit' && (
        <ConnectionDialog
          connection={open.connection}
          onClose={close}
          onSaved={() => {
            close();
            reload();
            toasts.say(() => texts.saved);
          }}
        />
      )}
      {open?.action === 'try' && open.connection !== null && (
        <TryConnectionDialog connection={open.connection} onClose={close} />
      )}
      {open?.action === 'delete' && open.connection !== null && (
        <ConfirmDialog
          title={texts.deleteTitle(open.connection.name)}
          text={texts.deleteText}
          action={authoring.list.delete}
          danger
          error={why}
          onConfirm={() => remove(open.connection?.name ?? '')}
          onClose={close}
        />
      )}
    </>
  );
}

function columnsOf(
  { connections: texts, list }: AuthoringMessages,
  onAction: (action: Action, connection: ConnectionView) => void,
): Column<ConnectionView>[] {
  return [
    {
      key: 'name',
      title: texts.name,
      cell: (connection) => (
        <span class="list-what">
          <button
            type="button"
            class="link-button list-text mono"
            onClick={() => onAction('edit', connection)}
          >
            {connection.name}
          </button>
          <span class="muted">{connection.description}</span>
        </span>
      ),
    },
    { key: 'url', title: texts.baseUrl, cell: ({ baseUrl }) => <span class="mono">{baseUrl}</span> },
    {
      key: 'secrets',
      title: texts.secrets,
      cell: ({ secretHeaders }) => (
        <span class="list-by">
          {secretHeaders.map((name) => (
            <Badge key={name} icon="lock">
              {name}
            </Badge>
          ))}
        </span>
      ),
    },
    {
      key: 'limits',
      title: texts.limits,
      cell: ({ timeoutSeconds, retries, maxKilobytes, allowPrivate }) => (
        <span class="list-by">
          <span class="muted">{texts.limitsOf(timeoutSeconds, retries, maxKilobytes)}</span>
          {allowPrivate && <Badge tone="warn">{texts.private}</Badge>}
        </span>
      ),
    },
    { key: 'updated', title: list.updated, cell: ({ updatedAt }) => <RelativeTime at={updatedAt} /> },
    {
      key: 'actions',
      title: list.actions,
      cell: (connection) => (
        <span class="row-actions">
          <Button small icon="play" onClick={() => onAction('try', connection)}>
            {texts.try}
          </Button>
          <Button small look="quiet" icon="trash" iconOnly onClick={() => onAction('delete', connection)}>
            {texts.deleteTitle(connection.name)}
          </Button>
        </span>
      ),
    },
  ];
}
