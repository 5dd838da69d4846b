import { explainFailure } from '../api/explainFailure.ts';
import { listTopics, type TopicSummary } from '../api/topics.ts';
import { useLoaded } from '../api/useLoaded.ts';
import { Badge } from '../design/Badge.tsx';
import { Button } from '../design/Button.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Icon } from '../design/Icon.tsx';
import { LoadFailed, Loading } from '../design/Loading.tsx';
import { type Column, Table } from '../design/Table.tsx';
import type { Messages } from '../messages/en.ts';
import { useMessages } from '../messages/language.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { TryDiscovery } from './TryDiscovery.tsx';

/** What the Virtual Agent can talk about, and a box that shows what it would make of an utterance. */
export function TopicsPage() {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { data, failure, loading, reload } = useLoaded('topics', (signal) => listTopics(session.api, signal));
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{messages.topics.title}</h1>
          <p class="muted">{messages.topics.lead}</p>
        </div>
        <Button icon="refresh" onClick={reload} aria-disabled={loading}>
          {messages.actions.refresh}
        </Button>
      </div>
      {failure !== null ? (
        <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />
      ) : data === null ? (
        <Loading />
      ) : (
        <>
          <TryDiscovery titles={new Map(data.items.map(({ name, title }) => [name, title]))} />
          {data.items.length === 0 ? (
            <EmptyState icon="bot" title={messages.topics.emptyTitle} text={messages.topics.emptyHint} />
          ) : (
            <>
              <p class="muted small list-count">{messages.topics.count(data.items.length)}</p>
              <Table
                caption={messages.topics.caption}
                columns={columnsOf(messages)}
                rows={data.items}
                keyOf={({ name }) => name}
              />
            </>
          )}
        </>
      )}
    </>
  );
}

function columnsOf(messages: Messages): Column<TopicSummary>[] {
  const { topics } = messages;
  return [
    {
      key: 'name',
      title: topics.name,
      cell: ({ name, title }) => (
        <span class="list-what">
          <span class="list-text">{title}</span>
          <span class="muted mono">{name}</span>
        </span>
      ),
    },
    {
      key: 'type',
      title: topics.type,
      cell: ({ type, role }) => (
        <span class="list-by">
          <Badge tone={type === 'setup' ? 'va' : type === 'block' ? 'info' : 'accent'}>
            {nameOf(messages.logs.topicKinds, type)}
          </Badge>
          {role !== null && role !== '' && <span class="muted">{role.replaceAll('_', ' ')}</span>}
        </span>
      ),
    },
    { key: 'category', title: topics.category, cell: ({ category }) => category ?? messages.none },
    { key: 'utterances', title: topics.utterances, number: true, cell: ({ utterances }) => utterances },
    { key: 'promoted', title: topics.promoted, cell: ({ promoted }) => <Mark on={promoted} /> },
    {
      key: 'discoverable',
      title: topics.discoverable,
      cell: ({ discoverable }) => <Mark on={discoverable} />,
    },
    { key: 'version', title: topics.version, number: true, cell: ({ version }) => version },
    { key: 'source', title: topics.source, cell: ({ source }) => <span class="muted">{source}</span> },
  ];
}

function nameOf(names: Readonly<Record<string, string>>, key: string): string {
  return names[key] ?? key;
}

function Mark({ on }: { on: boolean }) {
  const messages = useMessages();
  return (
    <span class={on ? 'mark-on' : 'muted'}>
      {on && <Icon name="check" />}
      <span class={on ? 'hidden-visually' : undefined}>{on ? messages.yes : messages.none}</span>
    </span>
  );
}
