import { useMemo, useState } from 'preact/hooks';
import { explainFailure } from '../api/explainFailure.ts';
import { Avatar } from '../design/Avatar.tsx';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { formatDay, localDay } from '../format/time.ts';
import { useDeskTexts } from '../messages/desk.ts';
import { useLocale, useMessages } from '../messages/language.ts';
import { useSignedIn, useWorkspace } from '../shell/workspace.ts';
import { useDesk } from './deskContext.ts';
import { MessageBubble } from './MessageBubble.tsx';
import { PendingBubble } from './PendingBubble.tsx';
import { ReceiptsContext } from './SentMark.tsx';
import type { Conversation } from './state/deskState.ts';
import { groupRuns, type Run } from './state/groupRuns.ts';
import { type Part, splitParts } from './state/splitParts.ts';
import { withoutTwins } from './state/withoutTwins.ts';
import { useStickToEnd } from './useStickToEnd.ts';

/** Everything that was said: the Virtual Agent's part in its own frame, then the people. */
export function MessageList({ conversation }: { conversation: Conversation }) {
  const { messages, pending, earlier, interaction } = conversation;
  const texts = useMessages();
  const { box, atEnd, toEnd } = useStickToEnd(
    `${messages.length}/${pending.length}`,
    pending.length,
    messages[0]?.seq ?? 0,
  );
  // The same nodes while no message comes: a long conversation is not drawn anew for each event of the desk.
  const parts = useMemo(
    () =>
      splitParts(withoutTwins(messages)).map((part, index) =>
        part.kind === 'virtual_agent' ? (
          <VirtualAgentPart key={part.messages[0]?.id} part={part} />
        ) : (
          <LivePart key={part.messages[0]?.id} part={part} labelled={index > 0} />
        ),
      ),
    [messages],
  );
  return (
    <div class="log-frame">
      <div
        class="log"
        ref={box}
        role="log"
        aria-label={texts.conversation.transcript}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
      >
        {earlier && <EarlierButton interaction={interaction} />}
        {messages.length === 0 && <p class="log-empty muted">{texts.conversation.noMessages}</p>}
        <ReceiptsContext.Provider value={conversation.receipts}>{parts}</ReceiptsContext.Provider>
        {pending.map((message) => (
          <PendingBubble key={message.id} interaction={conversation.interaction} message={message} />
        ))}
      </div>
      {!atEnd && (
        <Button look="primary" small class="to-end" icon="sortDown" onClick={toEnd}>
          {texts.conversation.newMessages}
        </Button>
      )}
    </div>
  );
}

function EarlierButton({ interaction }: { interaction: string }) {
  const desk = useDesk();
  const { toasts } = useWorkspace();
  const texts = useDeskTexts().earlier;
  const [busy, setBusy] = useState(false);
  const show = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await desk.showEarlier(interaction);
    } catch (error) {
      toasts.say((messages) => explainFailure(error, messages), { bad: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <p class="log-earlier">
      <Button small icon="sortUp" aria-disabled={busy} onClick={show}>
        {busy ? texts.loading : texts.show}
      </Button>
    </p>
  );
}

function VirtualAgentPart({ part }: { part: Part }) {
  const texts = useMessages();
  const [open, setOpen] = useState(true);
  return (
    <section class="va-part" data-open={open} aria-label={texts.conversation.virtualAgentPart}>
      <button type="button" class="va-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Avatar name="" size="small" virtualAgent />
        <strong>{texts.conversation.virtualAgentPart}</strong>
        <span class="small">{texts.conversation.virtualAgentCount(part.messages.length)}</span>
        <Icon name={open ? 'chevronDown' : 'chevronRight'} />
      </button>
      {open && <Runs messages={part.messages} />}
    </section>
  );
}

function LivePart({ part, labelled }: { part: Part; labelled: boolean }) {
  const texts = useMessages();
  return (
    <section class="live-part" aria-label={texts.conversation.livePart}>
      {labelled && <p class="log-rule">{texts.conversation.livePart}</p>}
      <Runs messages={part.messages} />
    </section>
  );
}

function Runs({ messages }: { messages: Part['messages'] }) {
  const { user } = useSignedIn();
  return (
    <div class="runs">
      {groupRuns(messages).map((run) => (
        <RunView
          key={run.messages[0]?.id}
          run={run}
          mine={run.from.kind === 'agent' && run.from.name === user.name}
        />
      ))}
    </div>
  );
}

function RunView({ run, mine }: { run: Run; mine: boolean }) {
  return (
    <>
      {run.newDay && <DayRule at={run.at} />}
      {run.messages.map((message, index) => (
        <MessageBubble key={message.id} message={message} mine={mine} first={index === 0} />
      ))}
    </>
  );
}

function DayRule({ at }: { at: string }) {
  const texts = useMessages();
  const locale = useLocale();
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  const day = localDay(at);
  const known = {
    [localDay(today.toISOString())]: texts.conversation.today,
    [localDay(yesterday.toISOString())]: texts.conversation.yesterday,
  };
  return <p class="log-rule">{known[day] ?? formatDay(at, locale)}</p>;
}
