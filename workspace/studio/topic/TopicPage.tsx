import { explainFailure } from '../../api/explainFailure.ts';
import { CallFailed } from '../../api/problem.ts';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Icon } from '../../design/Icon.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { Tabs } from '../../design/Tabs.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { FlowTab } from '../flow/FlowTab.tsx';
import { LanguagesTab } from '../languages/LanguagesTab.tsx';
import { formatRoute, type TopicTab, topicTabs } from '../route.ts';
import { TestsTab } from '../try/TestsTab.tsx';
import { TryTab } from '../try/TryTab.tsx';
import { useLeaveGuard } from '../useLeaveGuard.ts';
import { VersionsTab } from '../versions/VersionsTab.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { TopicHead } from './TopicHead.tsx';
import { type TopicWork, useTopic } from './useTopic.ts';
import { WriteTab } from './WriteTab.tsx';

interface TopicPageProps {
  name: string;
  tab: TopicTab;
  /** The line that the editor shows first. */
  line: number | undefined;
}

/** One topic: written, seen as a diagram, tried, tested, translated, and its versions. */
export function TopicPage({ name, tab, line }: TopicPageProps) {
  const { window } = useWorkspace();
  const messages = useMessages();
  const authoring = useAuthoring();
  const { work, failure, reload } = useTopic(name);
  const leaving = useLeaveGuard(work?.dirty === true, (next) => next.page === 'topic' && next.name === name);
  return (
    <>
      <p class="crumb">
        <a href="#/topics">
          <Icon name="chevronLeft" />
          {authoring.topic.back}
        </a>
      </p>
      {failure !== null ? (
        <Failed name={name} failure={failure} onRetry={reload} />
      ) : work === null ? (
        <Loading />
      ) : (
        <>
          <TopicHead work={work} />
          <Tabs
            label={authoring.topic.tabList}
            tabs={topicTabs.map((key) => ({ key, label: authoring.tabs[key] }))}
            current={tab}
            onChange={(chosen) => {
              window.location.hash = formatRoute({ page: 'topic', name, tab: chosen });
            }}
          >
            <TabContent work={work} tab={tab} line={line} />
          </Tabs>
          {work.theirs !== null && <ConflictDialog work={work} theirs={work.theirs} />}
          {leaving.to !== null && (
            <LeaveDialog
              title={work.detail.title}
              onStay={leaving.stay}
              onDiscard={leaving.go}
              onSave={async () => {
                if (await work.save()) leaving.go();
                else leaving.stay();
              }}
            />
          )}
        </>
      )}
      <p class="hidden-visually" role="status">
        {work?.busy === true ? messages.loading : ''}
      </p>
    </>
  );
}

function TabContent({ work, tab, line }: { work: TopicWork; tab: TopicTab; line: number | undefined }) {
  switch (tab) {
    case 'write':
      return <WriteTab work={work} line={line} />;
    case 'flow':
      return <FlowTab work={work} />;
    case 'try':
      return <TryTab work={work} />;
    case 'tests':
      return <TestsTab work={work} />;
    case 'languages':
      return <LanguagesTab work={work} />;
    case 'versions':
      return <VersionsTab work={work} />;
  }
}

function Failed({ name, failure, onRetry }: { name: string; failure: unknown; onRetry: () => void }) {
  const messages = useMessages();
  const { topic } = useAuthoring();
  if (!(failure instanceof CallFailed) || failure.code !== 'not_found')
    return <LoadFailed why={explainFailure(failure, messages)} onRetry={onRetry} />;
  return (
    <EmptyState heading icon="search" title={topic.notFoundTitle(name)} text={topic.notFoundHint}>
      <a class="btn btn-secondary" href="#/topics">
        {topic.back}
      </a>
    </EmptyState>
  );
}
