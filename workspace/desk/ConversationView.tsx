import { useState } from 'preact/hooks';
import { Avatar } from '../design/Avatar.tsx';
import { Badge } from '../design/Badge.tsx';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { SentimentDot } from '../design/SentimentDot.tsx';
import { StateBadge } from '../design/StateBadge.tsx';
import { useDeskTexts } from '../messages/desk.ts';
import { useMessages } from '../messages/language.ts';
import { useSignedIn } from '../shell/workspace.ts';
import { Composer } from './Composer.tsx';
import { useDesk, useDeskState } from './deskContext.ts';
import { useDropFiles } from './files/useDropFiles.ts';
import { ActionBar } from './live/ActionBar.tsx';
import { commandsFor } from './live/commandList.ts';
import type { Doing } from './live/doing.ts';
import { LiveBanners } from './live/LiveBanners.tsx';
import { LiveDialogs } from './live/LiveDialogs.tsx';
import { ObserveButton } from './live/ObserveButton.tsx';
import { Participants } from './live/Participants.tsx';
import { useRegainFocus } from './live/useRegainFocus.ts';
import { MessageList } from './MessageList.tsx';
import type { Conversation } from './state/deskState.ts';
import { roleOf, writingOf } from './state/roleOf.ts';
import { deskHash } from './state/route.ts';
import { TypingLine } from './TypingLine.tsx';
import { WaitChip } from './WaitChip.tsx';
import { WrapUpForm } from './WrapUpForm.tsx';
import { whyDeparted } from './whyDeparted.ts';

interface ConversationViewProps {
  conversation: Conversation;
  detailsOpen: boolean;
  onToggleDetails: () => void;
}

/** The open conversation: who it is with, what was said, and where I write. */
export function ConversationView({ conversation, detailsOpen, onToggleDetails }: ConversationViewProps) {
  const { header, departed, interaction } = conversation;
  const desk = useDesk();
  const { inbox, options } = useDeskState();
  const { user } = useSignedIn();
  const { files } = useDeskTexts();
  const drop = useDropFiles((dropped) => desk.uploads.add(interaction, dropped));
  const messages = useMessages();
  const [doing, setDoing] = useState<Doing | null>(null);
  const acted = useRegainFocus();
  const item = inbox?.conversations.find((each) => each.interaction === interaction);
  const name = header.openedFor.name;
  // It is over for the requester; its agent completes the record (domain C3 point 8).
  const wrappingUp = header.state === 'wrap_up';
  const role = departed === null && !wrappingUp ? roleOf(conversation, item, user.id) : null;
  const writing = writingOf(role, conversation.live.errand);
  const commands = commandsFor({ role, header, live: conversation.live, options });
  return (
    <>
      <div class="conv-head">
        <a
          class="btn btn-quiet btn-icon back"
          href={deskHash(null)}
          aria-label={messages.conversation.backToList}
        >
          <Icon name="chevronLeft" />
        </a>
        <Avatar name={name} />
        <div class="conv-head-text">
          <h2>{name}</h2>
          <p class="small muted conv-head-sub">{header.shortDescription || messages.untitled}</p>
        </div>
        <span class="conv-head-badges">
          {item !== undefined && departed === null && header.state === 'work_in_progress' && (
            <WaitChip messages={conversation.messages} acceptedAt={item.acceptedAt} />
          )}
          <SentimentDot sentiment={header.sentiment} word />
          {header.waitingReason !== null ? (
            <Badge tone="warn">{messages.waitingReasons[header.waitingReason]}</Badge>
          ) : (
            (departed !== null || header.state !== 'work_in_progress') && <StateBadge state={header.state} />
          )}
          {header.resolution !== null && <Badge>{messages.resolution[header.resolution]}</Badge>}
        </span>
        <Button
          class="details-toggle"
          icon="panel"
          iconOnly
          aria-expanded={detailsOpen}
          aria-controls="details"
          onClick={onToggleDetails}
        >
          {messages.conversation.details}
        </Button>
        {role !== null && <ActionBar conversation={conversation} commands={commands} onDo={setDoing} />}
      </div>
      {role !== null && (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that one of its buttons was pressed.
        // biome-ignore lint/a11y/useKeyWithClickEvents: a key on a button is a click.
        <div class="conv-live" onClick={acted}>
          <Participants conversation={conversation} role={role} />
          <LiveBanners conversation={conversation} role={role} onDo={setDoing} />
        </div>
      )}
      {role !== null && writing !== 'none' ? (
        <div class="conv-body" {...drop.handlers}>
          <MessageList conversation={conversation} />
          <TypingLine typing={conversation.typing} />
          <Composer
            conversation={conversation}
            role={role}
            privateOnly={writing === 'private'}
            commands={commands}
            onDo={setDoing}
          />
          {drop.over && (
            <p class="drop-here">
              <Icon name="upload" />
              {files.drop}
            </p>
          )}
        </div>
      ) : (
        <div class="conv-body">
          <MessageList conversation={conversation} />
          {departed !== null ? (
            <p class="conv-over" role="status">
              <Icon name="info" />
              {whyDeparted(conversation, messages, user.id)}
              {header.closedAt === null && user.roles.includes('supervisor') && (
                <ObserveButton interaction={interaction} />
              )}
            </p>
          ) : wrappingUp ? (
            <WrapUpForm interaction={interaction} until={conversation.wrapUpUntil} />
          ) : (
            <TypingLine typing={conversation.typing} />
          )}
        </div>
      )}
      {doing !== null && role !== null && (
        <LiveDialogs
          conversation={conversation}
          doing={doing}
          onClose={() => {
            acted();
            setDoing(null);
          }}
        />
      )}
    </>
  );
}
