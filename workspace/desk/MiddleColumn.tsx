import { explainFailure } from '../api/explainFailure.ts';
import { useLoaded } from '../api/useLoaded.ts';
import { EmptyState } from '../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../design/Loading.tsx';
import { useMessages } from '../messages/language.ts';
import { useSignedIn } from '../shell/workspace.ts';
import { mayUse } from '../signIn/mayUse.ts';
import { useDeskState } from './deskContext.ts';
import { deskHash } from './state/route.ts';

interface MiddleColumnProps {
  detailsOpen: boolean;
  onToggleDetails: () => void;
}

export function MiddleColumn(props: MiddleColumnProps) {
  return (
    <main class="column middle" id="content" tabIndex={-1}>
      <h1 class="hidden-visually">{useMessages().desk.title}</h1>
      <Middle {...props} />
    </main>
  );
}

function Middle(props: MiddleColumnProps) {
  const { current, conversations, notMine } = useDeskState();
  const { user } = useSignedIn();
  // Asked for when the desk is on the screen, so that it is there when a conversation is opened.
  const { data: live, failure, reload } = useLoaded('live', () => import('./live/liveParts.ts'));
  const messages = useMessages();
  if (current === null) {
    return <EmptyState icon="chat" title={messages.desk.noneOpenTitle} text={messages.desk.noneOpenHint} />;
  }
  const conversation = conversations[current];
  if (conversation !== undefined && failure !== null)
    return <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />;
  if (conversation !== undefined && live !== null) {
    return <live.ConversationView key={current} conversation={conversation} {...props} />;
  }
  if (conversation !== undefined || !notMine.includes(current)) return <Loading />;
  return (
    <EmptyState icon="people" title={messages.desk.notYoursTitle} text={messages.desk.notYoursHint(current)}>
      {live !== null && user.roles.includes('supervisor') && <live.ObserveButton interaction={current} />}
      {mayUse('studio', user.roles) && (
        <a class="btn btn-primary" href={`/studio${deskHash(current)}`}>
          {messages.desk.readRecord}
        </a>
      )}
      <a class="btn btn-secondary" href={deskHash(null)}>
        {messages.conversation.backToList}
      </a>
    </EmptyState>
  );
}
