import { explainFailure } from '../../api/explainFailure.ts';
import { listDiscoveryModels, listTopics } from '../../api/topics.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { FewUtterances } from './FewUtterances.tsx';
import { ModelCard } from './ModelCard.tsx';
import { TryDiscovery } from './TryDiscovery.tsx';

/** How the Virtual Agent finds a topic: one utterance tried, and what each language's model is worth. */
export function DiscoveryPage() {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { discovery } = useAuthoring();
  const topics = useLoaded('topics', (signal) => listTopics(session.api, signal));
  const models = useLoaded('models', (signal) => listDiscoveryModels(session.api, signal));
  const items = topics.data?.items ?? [];
  const languages = [
    ...new Set(items.flatMap((topic) => topic.languages.map(({ language }) => language))),
  ].sort();
  const titles = new Map(items.map(({ name, title }) => [name, title]));
  const reload = () => {
    topics.reload();
    models.reload();
  };
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{discovery.title}</h1>
          <p class="muted">{discovery.lead}</p>
        </div>
        <Button icon="refresh" onClick={reload} aria-disabled={models.loading}>
          {messages.actions.refresh}
        </Button>
      </div>
      <TryDiscovery titles={titles} languages={languages} />
      <h2 class="section-title">{discovery.models}</h2>
      {models.failure !== null ? (
        <LoadFailed why={explainFailure(models.failure, messages)} onRetry={models.reload} />
      ) : models.data === null ? (
        <Loading />
      ) : models.data.length === 0 ? (
        <div class="card">
          <EmptyState icon="bot" title={discovery.emptyTitle} text={discovery.emptyHint} />
        </div>
      ) : (
        <div class="models">
          {models.data.map((model) => (
            <ModelCard key={model.language} model={model} titles={titles} />
          ))}
        </div>
      )}
      {topics.data !== null && <FewUtterances topics={items} />}
    </>
  );
}
