import { useState } from 'preact/hooks';
import type { Experience, TopicSummary } from '../../../contracts/authoring.ts';
import { deleteExperience, listExperiences } from '../../api/experiences.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { listTopics } from '../../api/topics.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { type Column, Table } from '../../design/Table.tsx';
import type { AuthoringMessages } from '../../messages/authoring.en.ts';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { ExperienceDialog } from './ExperienceDialog.tsx';
import { SimulateVisit } from './SimulateVisit.tsx';

type Open = { dialog: 'edit'; experience: Experience | null } | { dialog: 'delete'; experience: Experience };

/** The chat experiences (domain B2): who meets which setup topics and which promoted topics. */
export function ExperiencesPage() {
  const { session, toasts } = useWorkspace();
  const messages = useMessages();
  const authoring = useAuthoring();
  const { experiences: texts } = authoring;
  const { data, failure, loading, reload } = useLoaded('experiences', async (signal) => {
    const [experiences, topics] = await Promise.all([
      listExperiences(session.api, signal),
      listTopics(session.api, signal),
    ]);
    return { items: [...experiences.items].sort((a, b) => a.order - b.order), topics: topics.items };
  });
  const [open, setOpen] = useState<Open | null>(null);
  const [why, setWhy] = useState<string | null>(null);
  const close = () => {
    setOpen(null);
    setWhy(null);
  };
  const remove = async (name: string) => {
    try {
      await deleteExperience(session.api, name);
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
          <Button
            look="primary"
            icon="plus"
            disabled={data === null}
            onClick={() => setOpen({ dialog: 'edit', experience: null })}
          >
            {texts.create}
          </Button>
        </div>
      </div>
      {failure !== null ? (
        <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />
      ) : data === null ? (
        <Loading />
      ) : (
        <>
          {data.items.length === 0 ? (
            <div class="card">
              <EmptyState icon="chat" title={texts.emptyTitle} text={texts.emptyHint} />
            </div>
          ) : (
            <Table
              caption={texts.title}
              columns={columnsOf(authoring, data.topics, (dialog, experience) =>
                setOpen({ dialog, experience }),
              )}
              rows={data.items}
              keyOf={({ name }) => name}
              onOpen={(experience) => setOpen({ dialog: 'edit', experience })}
            />
          )}
          <SimulateVisit
            titles={new Map(data.items.map(({ name, title }) => [name, title]))}
            topics={data.topics}
          />
        </>
      )}
      {open?.dialog === 'edit' && data !== null && (
        <ExperienceDialog
          experience={open.experience}
          topics={data.topics}
          onClose={close}
          onSaved={() => {
            close();
            reload();
            toasts.say(() => texts.saved);
          }}
        />
      )}
      {open?.dialog === 'delete' && (
        <ConfirmDialog
          title={texts.deleteTitle(open.experience.title)}
          text={texts.deleteText}
          action={authoring.list.delete}
          danger
          error={why}
          onConfirm={() => remove(open.experience.name)}
          onClose={close}
        />
      )}
    </>
  );
}

function columnsOf(
  { experiences: texts, list }: AuthoringMessages,
  topics: readonly TopicSummary[],
  onAction: (dialog: 'edit' | 'delete', experience: Experience) => void,
): Column<Experience>[] {
  const titleOf = (name: string) => topics.find((topic) => topic.name === name)?.title ?? name;
  return [
    { key: 'order', title: texts.order, number: true, width: '80px', cell: ({ order }) => order },
    {
      key: 'title',
      title: texts.name,
      cell: (experience) => (
        <span class="list-what">
          <button type="button" class="link-button list-text" onClick={() => onAction('edit', experience)}>
            {experience.title}
          </button>
          <span class="muted mono">{experience.name}</span>
        </span>
      ),
    },
    {
      key: 'active',
      title: list.state,
      cell: ({ active }) => <Badge tone={active ? 'ok' : 'plain'}>{active ? texts.active : texts.off}</Badge>,
    },
    {
      key: 'condition',
      title: texts.condition,
      cell: ({ condition }) =>
        condition === undefined ? (
          <span class="muted">{texts.everybody}</span>
        ) : (
          <span class="mono">{condition}</span>
        ),
    },
    {
      key: 'setup',
      title: texts.setup,
      cell: ({ setup }) =>
        Object.entries(setup).map(([role, topic]) => (
          <p key={role} class="small">
            <span class="muted">{texts.roles[role] ?? role}:</span>{' '}
            {topic === null ? texts.stepOff : titleOf(topic ?? '')}
          </p>
        )),
    },
    { key: 'promoted', title: texts.promoted, cell: ({ promoted }) => promoted.map(titleOf).join(', ') },
    {
      key: 'actions',
      title: list.actions,
      cell: (experience) => (
        <Button small look="quiet" icon="trash" iconOnly onClick={() => onAction('delete', experience)}>
          {texts.deleteTitle(experience.title)}
        </Button>
      ),
    },
  ];
}
