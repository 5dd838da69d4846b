import { explainFailure } from '../../../api/explainFailure.ts';
import { readSettings } from '../../../api/settings.ts';
import { useLoaded } from '../../../api/useLoaded.ts';
import { LoadFailed, Loading } from '../../../design/Loading.tsx';
import { useMessages } from '../../../messages/language.ts';
import { useRouting } from '../../../messages/routing.ts';
import { useWorkspace } from '../../../shell/workspace.ts';
import { CallbacksCard } from './CallbacksCard.tsx';
import { CapacityCard } from './CapacityCard.tsx';
import { OffersCard } from './OffersCard.tsx';
import { PresenceCard } from './PresenceCard.tsx';
import { WaitingCard } from './WaitingCard.tsx';
import { WrapUpCard } from './WrapUpCard.tsx';

/** What holds for all agents: presence states and reasons, offers, waits, capacity, wrap-up, callbacks. All of it are settings. */
export function PresenceSection() {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { sections } = useRouting();
  const { data, failure, reload } = useLoaded('settings', (signal) => readSettings(session.api, signal));
  if (failure !== null) return <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />;
  if (data === null) return <Loading />;
  const part = { settings: data.values, onSaved: reload };
  return (
    <section aria-label={sections.presence} class="privacy">
      <PresenceCard {...part} />
      <OffersCard {...part} />
      <WaitingCard {...part} />
      <CapacityCard {...part} />
      <WrapUpCard {...part} />
      <CallbacksCard {...part} />
    </section>
  );
}
