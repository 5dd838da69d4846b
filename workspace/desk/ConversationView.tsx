import { useState } from 'preact/hooks';
import { Avatar } from '../design/Avatar.tsx';
import { Badge } from '../design/Badge.tsx';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { SentimentDot } from '../design/SentimentDot.tsx';
import { StateBadge } from '../design/StateBadge.tsx';
import { useDeskTexts } from '../messages/desk.ts';
import { useMessages } from '../messages/language.ts';
import { Composer } from './Composer.tsx';
import { useDesk, useDeskState } from './deskContext.ts';
import { EndDialog } from './EndDialog.tsx';
import { useDropFiles } from './files/useDropFiles.ts';
import { HoldMenu } from './HoldMenu.tsx';
import { MessageList } from './MessageList.tsx';
import type { Conversation } from './state/deskState.ts';
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
  const { inbox } = useDeskState();
  const { files } = useDeskTexts();
  const drop = useDropFiles((dropped) => desk.uploads.add(interaction, dropped));
  const messages = useMessages();
  const [ending, setEnding] = useState(false);
  const item = inbox?.conversations.find((each) => each.interaction === interaction);
  const name = header.openedFor.name;
  // It is over for the requester; its agent completes the record (domain C3 point 8).
  const wrappingUp = header.state === 'wrap_up';
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
          <SentimentDot sentiment={item?.sentiment ?? header.sentiment} word />
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
        {departed === null && !wrappingUp && (
          <>
            <HoldMenu interaction={interaction} header={header} />
            <Button class="conv-end" icon="flag" onClick={() => setEnding(true)}>
              <span>{messages.conversation.end}</span>
            </Button>
          </>
        )}
      </div>
      {departed === null && !wrappingUp ? (
        <div class="conv-body" {...drop.handlers}>
          <MessageList conversation={conversation} />
          <TypingLine typing={conversation.typing} />
          <Composer interaction={interaction} name={name} />
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
          {departed === null ? (
            <WrapUpForm interaction={interaction} />
          ) : (
            <p class="conv-over" role="status">
              <Icon name="info" />
              {whyDeparted(conversation, messages)}
            </p>
          )}
        </div>
      )}
      {ending && departed === null && !wrappingUp && (
        <EndDialog header={header} onClose={() => setEnding(false)} />
      )}
    </>
  );
}
