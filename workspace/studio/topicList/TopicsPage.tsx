import { useState } from 'preact/hooks';
import type { TopicSummary } from '../../../contracts/authoring.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { listTopics } from '../../api/topics.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { Table } from '../../design/Table.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { formatRoute, type TopicFilters } from '../route.ts';
import { DeleteTopicDialog } from './DeleteTopicDialog.tsx';
import { filterTopics } from './filterTopics.ts';
import { NewTopicDialog } from './NewTopicDialog.tsx';
import { TopicFilterBar } from './TopicFilterBar.tsx';
import { topicColumns } from './topicColumns.tsx';
import { useSetTopicActive } from './useSetTopicActive.ts';

type Open = { dialog: 'new' } | { dialog: 'copy' | 'delete'; topic: TopicSummary };

/** What the Virtual Agent can talk about: found, made, copied, switched on and off, deleted. */
export function TopicsPage({ filters }: { filters: TopicFilters }) {
  const { session, window } = useWorkspace();
  const messages = useMessages();
  const texts = useStudioTexts();
  const authoring = useAuthoring();
  const { data, failure, loading, reload } = useLoaded('topics', (signal) => listTopics(session.api, signal));
  const [open, setOpen] = useState<Open | null>(null);
  const setActive = useSetTopicActive(reload);
  const go = (changed: TopicFilters) => {
    window.location.hash = formatRoute({ page: 'topics', filters: changed });
  };
  const visit = (name: string) => {
    window.location.hash = formatRoute({ page: 'topic', name, tab: 'write' });
  };
  const shown = data === null ? [] : filterTopics(data.items, filters);
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{texts.topics.title}</h1>
          <p class="muted">{texts.topics.lead}</p>
        </div>
        <div class="page-actions">
          <Button icon="refresh" onClick={reload} aria-disabled={loading}>
            {messages.actions.refresh}
          </Button>
          <Button look="primary" icon="plus" onClick={() => setOpen({ dialog: 'new' })}>
            {authoring.newTopic.action}
          </Button>
        </div>
      </div>
      {failure !== null ? (
        <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />
      ) : data === null ? (
        <Loading />
      ) : (
        <>
          <TopicFilterBar filters={filters} topics={data.items} onChange={go} />
          {shown.length === 0 ? (
            <div class="card">
              <EmptyState
                icon={data.items.length === 0 ? 'bot' : 'search'}
                title={data.items.length === 0 ? texts.topics.emptyTitle : texts.list.noMatchTitle}
                text={data.items.length === 0 ? texts.topics.emptyHint : texts.list.noMatchHint}
              >
                {data.items.length > 0 && <Button onClick={() => go({})}>{messages.actions.clear}</Button>}
              </EmptyState>
            </div>
          ) : (
            <div class="list topic-list" aria-busy={loading}>
              <p class="muted small list-count" role="status">
                {texts.topics.count(shown.length)}
              </p>
              <Table
                caption={texts.topics.caption}
                columns={topicColumns(texts, authoring, (action, topic) => {
                  if (action === 'copy' || action === 'delete') setOpen({ dialog: action, topic });
                  else setActive(topic.name, action === 'activate');
                })}
                rows={shown}
                keyOf={({ name }) => name}
                onOpen={({ name }) => visit(name)}
              />
            </div>
          )}
        </>
      )}
      {open?.dialog === 'new' && <NewTopicDialog onClose={() => setOpen(null)} onMade={visit} />}
      {open?.dialog === 'copy' && (
        <NewTopicDialog copyOf={open.topic} onClose={() => setOpen(null)} onMade={visit} />
      )}
      {open?.dialog === 'delete' && (
        <DeleteTopicDialog
          name={open.topic.name}
          title={open.topic.title}
          onClose={() => setOpen(null)}
          onDeleted={() => {
            setOpen(null);
            reload();
          }}
        />
      )}
    </>
  );
}
