import { useState } from 'preact/hooks';
import { explainFailure } from '../../api/explainFailure.ts';
import { type InteractionRecord, readInteraction } from '../../api/interactions.ts';
import { CallFailed } from '../../api/problem.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Avatar } from '../../design/Avatar.tsx';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Icon } from '../../design/Icon.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { DateTime } from '../../design/RelativeTime.tsx';
import { SentimentDot } from '../../design/SentimentDot.tsx';
import { StateBadge } from '../../design/StateBadge.tsx';
import { Tabs } from '../../design/Tabs.tsx';
import { useMessages } from '../../messages/language.ts';
import { useRecordTexts } from '../../messages/record.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { Later } from '../../shell/Later.tsx';
import { useWorkspace } from '../../shell/workspace.ts';
import { type DetailTab, detailTabs, formatRoute } from '../route.ts';
import { AuditTab } from './AuditTab.tsx';
import { DetailsTab } from './DetailsTab.tsx';
import { EditDialog } from './EditDialog.tsx';
import { InsightsTab } from './InsightsTab.tsx';
import { LogsTab } from './LogsTab.tsx';
import { PersonTab } from './PersonTab.tsx';
import { TasksTab } from './TasksTab.tsx';
import { TranscriptTab } from './TranscriptTab.tsx';
import { WhyEnded } from './WhyEnded.tsx';

/** One interaction, whole. */
export function InteractionPage({ number, tab }: { number: string; tab: DetailTab }) {
  const { session, window } = useWorkspace();
  const texts = useStudioTexts();
  const labels = { ...texts.detail.tabs, ...useRecordTexts().tabs };
  const { data, failure, loading, reload } = useLoaded(number, (signal) =>
    readInteraction(session.api, number, signal),
  );
  const showTab = (chosen: DetailTab) => {
    window.location.hash = formatRoute({ page: 'interaction', number, tab: chosen });
  };
  return (
    <>
      <p class="crumb">
        <a href="#/interactions">
          <Icon name="chevronLeft" />
          {texts.detail.back}
        </a>
      </p>
      {failure !== null ? (
        <Failed number={number} failure={failure} onRetry={reload} />
      ) : data === null ? (
        <Loading />
      ) : (
        <>
          <Head record={data} loading={loading} onRefresh={reload} />
          <WhyEnded record={data} />
          <Tabs
            label={texts.detail.tabList}
            tabs={detailTabs.map((key) => ({ key, label: labels[key] }))}
            current={tab}
            onChange={showTab}
          >
            <TabContent record={data} tab={tab} />
          </Tabs>
        </>
      )}
    </>
  );
}

function TabContent({ record, tab }: { record: InteractionRecord; tab: DetailTab }) {
  const { person } = useRecordTexts();
  // The key makes a refreshed record load its parts again.
  const key = `${record.number} ${record.lastSeq} ${record.updatedAt}`;
  switch (tab) {
    case 'details':
      return <DetailsTab record={record} />;
    case 'transcript':
      return <TranscriptTab key={key} number={record.number} />;
    case 'tasks':
      return <TasksTab key={key} number={record.number} />;
    case 'logs':
      return <LogsTab key={key} number={record.number} />;
    case 'routing':
      return (
        <Later name="routing" load={() => import('./RoutingTab.tsx')}>
          {({ RoutingTab }) => <RoutingTab key={key} number={record.number} />}
        </Later>
      );
    case 'person':
      return record.openedFor === undefined ? (
        <EmptyState icon="lock" title={person.hidden} text={person.hiddenHint} />
      ) : (
        <PersonTab key={key} number={record.number} person={record.openedFor} />
      );
    case 'insights':
      return <InsightsTab key={key} number={record.number} />;
    case 'audit':
      return <AuditTab number={record.number} />;
  }
}

function Head(props: { record: InteractionRecord; loading: boolean; onRefresh: () => void }) {
  const { record, loading, onRefresh } = props;
  const { toasts } = useWorkspace();
  const { edit } = useRecordTexts();
  const [editing, setEditing] = useState(false);
  const messages = useMessages();
  const texts = useStudioTexts();
  return (
    <div class="page-head">
      <div class="record-head">
        <Avatar name={record.openedFor?.name ?? ''} size="large" />
        <div>
          <h1>{record.shortDescription || messages.untitled}</h1>
          <p class="record-sub">
            <span class="mono">{record.number}</span>
            <span>{record.openedFor?.name}</span>
            {record.openedFor?.guest === true && record.openedFor.name !== messages.guest && (
              <Badge>{messages.guest}</Badge>
            )}
            <DateTime at={record.openedAt} />
            <StateBadge state={record.state} />
            <SentimentDot sentiment={record.sentiment} word />
            {record.virtualAgent && (
              <Badge tone="va" icon="bot">
                {texts.list.withVirtualAgent}
              </Badge>
            )}
            {record.agentChat && (
              <Badge tone="accent" icon="people">
                {texts.list.withAgentChat}
              </Badge>
            )}
          </p>
        </div>
      </div>
      <div class="page-actions">
        <Button icon="pencil" onClick={() => setEditing(true)}>
          {edit.action}
        </Button>
        <Button icon="refresh" onClick={onRefresh} aria-disabled={loading}>
          {messages.actions.refresh}
        </Button>
      </div>
      {editing && (
        <EditDialog
          record={record}
          onClose={() => setEditing(false)}
          onSaved={() => {
            setEditing(false);
            onRefresh();
            toasts.say(() => edit.saved);
          }}
        />
      )}
    </div>
  );
}

function Failed({ number, failure, onRetry }: { number: string; failure: unknown; onRetry: () => void }) {
  const messages = useMessages();
  const texts = useStudioTexts();
  if (failure instanceof CallFailed && failure.code === 'not_found') {
    return (
      <EmptyState
        heading
        icon="search"
        title={texts.detail.notFoundTitle(number)}
        text={texts.detail.notFoundHint}
      >
        <a class="btn btn-secondary" href="#/interactions">
          {texts.detail.back}
        </a>
      </EmptyState>
    );
  }
  return <LoadFailed why={explainFailure(failure, messages)} onRetry={onRetry} />;
}
