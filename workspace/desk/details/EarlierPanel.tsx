import { useEffect, useRef } from 'preact/hooks';
import type { TranscriptLine } from '../../../contracts/header.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { readEarlier, type ShownHeader } from '../../api/interactions.ts';
import { CallFailed } from '../../api/problem.ts';
import { usePages } from '../../api/usePages.ts';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { ClockTime, DateTime } from '../../design/RelativeTime.tsx';
import { StateBadge } from '../../design/StateBadge.tsx';
import { useInboxTexts } from '../../messages/inbox.ts';
import { useMessages } from '../../messages/language.ts';
import { useSignedIn, useWorkspace } from '../../shell/workspace.ts';
import { CloneButton } from '../inbox/CloneButton.tsx';
import { isClosed } from '../state/isClosed.ts';

interface EarlierPanelProps {
  header: ShownHeader;
  /** The conversation that the agent works on meanwhile. */
  within: string;
  onBack: () => void;
}

/** An earlier interaction of the same person, read beside the open conversation. */
export function EarlierPanel({ header, within, onBack }: EarlierPanelProps) {
  const { session } = useWorkspace();
  const { user } = useSignedIn();
  const messages = useMessages();
  const texts = useInboxTexts().earlier;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { number, state, stateReason, assignedTo, openedFor } = header;
  const { items, failure, loading, more, reload } = usePages(number, (cursor, signal) =>
    readEarlier(session.api, number, within, cursor, signal),
  );
  const refused = failure instanceof CallFailed && failure.code === 'forbidden';
  return (
    <section class="earlier-panel" aria-labelledby="earlier-open">
      <Button small look="quiet" icon="chevronLeft" onClick={onBack}>
        {texts.back}
      </Button>
      <h2 class="earlier-title" id="earlier-open" ref={title} tabIndex={-1}>
        <span class="mono small muted">{number}</span>
        <span>{header.shortDescription || messages.untitled}</span>
      </h2>
      <p class="earlier-line small muted">
        {state !== undefined && <StateBadge state={state} />}
        {stateReason != null && <span>{messages.reasons[stateReason]}</span>}
        {assignedTo != null && <span>{texts.by(assignedTo.name)}</span>}
        <DateTime at={header.openedAt ?? null} />
      </p>
      {state !== undefined && isClosed(state) && assignedTo?.id === user.id && openedFor !== undefined && (
        <CloneButton number={number} name={openedFor.name} />
      )}
      {failure !== null ? (
        <LoadFailed why={refused ? texts.refused : explainFailure(failure, messages)} onRetry={reload} />
      ) : items === null ? (
        <Loading />
      ) : items.length === 0 ? (
        <p class="list-empty">{texts.empty}</p>
      ) : (
        <ol class="earlier-lines" aria-label={texts.transcript} aria-busy={loading}>
          {items.map((line) => (
            <Line key={line.seq} line={line} />
          ))}
        </ol>
      )}
      {more !== null && (
        <Button small onClick={more} aria-disabled={loading}>
          {texts.more}
        </Button>
      )}
    </section>
  );
}

function Line({ line: { from, at, text, private: isPrivate } }: { line: TranscriptLine }) {
  const messages = useMessages();
  return (
    <li class={`earlier-said earlier-${from.kind}${isPrivate === true ? ' earlier-private' : ''}`}>
      <span class="earlier-line small">
        <strong>{from.name || messages.senders[from.kind]}</strong>
        {isPrivate === true && (
          <Badge tone="warn" icon="lock">
            {messages.conversation.privateNote}
          </Badge>
        )}
        <span class="muted">
          <ClockTime at={at} />
        </span>
      </span>
      <span class="earlier-words">{text}</span>
    </li>
  );
}
