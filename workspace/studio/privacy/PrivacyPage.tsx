import { explainFailure } from '../../api/explainFailure.ts';
import { readSettings } from '../../api/settings.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { useAdmin } from '../../messages/admin.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { Deletions } from './Deletions.tsx';
import { MaskingCard } from './MaskingCard.tsx';
import { PersonCard } from './PersonCard.tsx';
import { RetentionCard } from './RetentionCard.tsx';

/** What is not stored, what is kept for how long, and what one person may ask for. */
export function PrivacyPage() {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { privacy } = useAdmin();
  const { data, failure, reload } = useLoaded('settings', (signal) => readSettings(session.api, signal));
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{privacy.title}</h1>
          <p class="muted">{privacy.lead}</p>
        </div>
      </div>
      {failure !== null ? (
        <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />
      ) : data === null ? (
        <Loading />
      ) : (
        <div class="privacy">
          <MaskingCard values={data.values.sensitiveData} onSaved={reload} />
          <RetentionCard values={data.values.retention} onSaved={reload} />
          <PersonCard />
          <Deletions />
        </div>
      )}
    </>
  );
}
