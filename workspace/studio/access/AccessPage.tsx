import { useState } from 'preact/hooks';
import type { AccessRule } from '../../../contracts/access.ts';
import { changeAccessRule, deleteAccessRule, listAccessRules } from '../../api/access.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { type Column, Table } from '../../design/Table.tsx';
import { useAdmin } from '../../messages/admin.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { conditionText } from './conditionText.ts';
import { RuleDialog } from './RuleDialog.tsx';
import { resources } from './ruleChoices.ts';

type Open = { action: 'edit'; rule: AccessRule | null } | { action: 'delete'; rule: AccessRule };

/** Who may see and change what of interactions (design §8): what no rule grants is refused. */
export function AccessPage() {
  const { session, toasts } = useWorkspace();
  const messages = useMessages();
  const texts = useAdmin();
  const { access } = texts;
  const { data, failure, loading, reload } = useLoaded('rules', (signal) =>
    listAccessRules(session.api, signal),
  );
  const [open, setOpen] = useState<Open | null>(null);
  const [why, setWhy] = useState<string | null>(null);
  const close = () => {
    setOpen(null);
    setWhy(null);
  };
  const done = (text: string) => {
    close();
    reload();
    toasts.say(() => text);
  };
  const setActive = async (rule: AccessRule, active: boolean) => {
    try {
      await changeAccessRule(session.api, rule.id, { active });
      done(active ? access.switchedOn : access.switchedOff);
    } catch (error) {
      toasts.say((m) => explainFailure(error, m), { bad: true });
      reload();
    }
  };
  const remove = async (rule: AccessRule) => {
    try {
      await deleteAccessRule(session.api, rule.id);
      done(access.deleted);
    } catch (error) {
      setWhy(explainFailure(error, messages));
    }
  };
  const columns: Column<AccessRule>[] = [
    {
      key: 'title',
      title: access.rule,
      cell: (rule) => (
        <span class="list-what">
          {rule.shipped ? (
            <span class="list-text">{rule.title}</span>
          ) : (
            <button
              type="button"
              class="link-button list-text"
              onClick={() => setOpen({ action: 'edit', rule })}
            >
              {rule.title}
            </button>
          )}
          <span class="muted">
            {rule.when.length === 0
              ? access.always
              : rule.when.map((one) => conditionText(one, texts, messages)).join(` ${access.and} `)}
          </span>
        </span>
      ),
    },
    {
      key: 'resource',
      title: access.resource,
      cell: ({ resource, field }) =>
        field === undefined ? access.resources[resource] : access.fieldNamed(messages.fields[field]),
    },
    { key: 'operation', title: access.operation, cell: ({ operation }) => access.operations[operation] },
    {
      key: 'roles',
      title: access.roles,
      cell: ({ roles }) => (
        <span class="list-by">
          {roles.map((role) => (
            <Badge key={role}>{access.roleNames[role]}</Badge>
          ))}
        </span>
      ),
    },
    {
      key: 'active',
      title: access.active,
      cell: (rule) => (
        <label class="check">
          <input
            type="checkbox"
            checked={rule.active}
            onChange={(event) => setActive(rule, event.currentTarget.checked)}
          />
          <span class="hidden-visually">{access.activeOf(rule.title)}</span>
        </label>
      ),
    },
    {
      key: 'actions',
      title: access.origin,
      cell: (rule) =>
        rule.shipped ? (
          <Badge>{access.shipped}</Badge>
        ) : (
          <Button
            small
            look="quiet"
            icon="trash"
            iconOnly
            onClick={() => setOpen({ action: 'delete', rule })}
          >
            {access.deleteTitle(rule.title)}
          </Button>
        ),
    },
  ];
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{access.title}</h1>
          <p class="muted">{access.lead}</p>
        </div>
        <div class="page-actions">
          <Button icon="refresh" onClick={reload} aria-disabled={loading}>
            {messages.actions.refresh}
          </Button>
          <Button look="primary" icon="plus" onClick={() => setOpen({ action: 'edit', rule: null })}>
            {access.create}
          </Button>
        </div>
      </div>
      {failure !== null ? (
        <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />
      ) : data === null ? (
        <Loading />
      ) : (
        <Table
          caption={access.title}
          columns={columns}
          rows={[...data.items].sort((a, b) => resources.indexOf(a.resource) - resources.indexOf(b.resource))}
          keyOf={({ id }) => id}
        />
      )}
      {open?.action === 'edit' && (
        <RuleDialog rule={open.rule} onClose={close} onSaved={() => done(access.saved)} />
      )}
      {open?.action === 'delete' && (
        <ConfirmDialog
          title={access.deleteTitle(open.rule.title)}
          text={access.deleteText}
          action={access.delete}
          danger
          error={why}
          onConfirm={() => remove(open.rule)}
          onClose={close}
        />
      )}
    </>
  );
}
