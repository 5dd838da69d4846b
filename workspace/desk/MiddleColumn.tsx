import { EmptyState } from '../design/EmptyState.tsx';
import { Loading } from '../design/Loading.tsx';
import { useMessages } from '../messages/language.ts';
import { useSignedIn } from '../shell/workspace.ts';
import { mayUse } from '../signIn/mayUse.ts';
import { ConversationView } from './ConversationView.tsx';
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
  const messages = useMessages();
  if (current === null) {
    return <EmptyState icon="chat" title={messages.desk.noneOpenTitle} text={messages.desk.noneOpenHint} />;
  }
  const conversation = conversations[current];
  if (conversation !== undefined) {
    return <ConversationView key={current} conversation={conversation} {...props} />;
  }
  if (!notMine.includes(current)) return <Loading />;
  return (
    <EmptyState icon="people" title={messages.desk.notYoursTitle} text={messages.desk.notYoursHint(current)}>
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
