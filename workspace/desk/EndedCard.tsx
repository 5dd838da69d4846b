import { Avatar } from '../design/Avatar.tsx';
import { Button } from '../design/Button.tsx';
import { useMessages } from '../messages/language.ts';
import { useSignedIn, useWorkspace } from '../shell/workspace.ts';
import { useDesk, useDeskState } from './deskContext.ts';
import { InboxWork } from './inbox/InboxWork.tsx';
import type { Conversation } from './state/deskState.ts';
import { deskHash } from './state/route.ts';
import { whyDeparted } from './whyDeparted.ts';

/** A conversation that has left me while I had it here: it stays readable until I put it away. */
export function EndedCard({ conversation }: { conversation: Conversation }) {
  const desk = useDesk();
  const { current } = useDeskState();
  const { window } = useWorkspace();
  const { user } = useSignedIn();
  const messages = useMessages();
  const { interaction, header } = conversation;
  const dismiss = () => {
    if (current === interaction) window.location.hash = deskHash(null);
    desk.dismiss(interaction);
  };
  return (
    <li class="ended">
      <a
        class="conv"
        href={deskHash(interaction)}
        aria-current={current === interaction ? 'true' : undefined}
      >
        <Avatar name={header.openedFor.name} />
        <span class="conv-body">
          <strong class="conv-name">{header.openedFor.name}</strong>
          <span class="conv-last">{whyDeparted(conversation, messages, user.id)}</span>
        </span>
      </a>
      {conversation.departed === 'closed' && header.assignedTo?.id === user.id && (
        <InboxWork>
          {({ CloneButton }) => <CloneButton small number={interaction} name={header.openedFor.name} />}
        </InboxWork>
      )}
      <Button look="quiet" small icon="close" iconOnly onClick={dismiss}>
        {messages.desk.dismissEnded(header.openedFor.name)}
      </Button>
    </li>
  );
}
