import { useState } from 'preact/hooks';
import type { Offer } from '../../contracts/sockets.ts';
import { explainFailure } from '../api/explainFailure.ts';
import { CallFailed } from '../api/problem.ts';
import { Avatar } from '../design/Avatar.tsx';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { Menu } from '../design/Menu.tsx';
import { SentimentDot } from '../design/SentimentDot.tsx';
import { useNow } from '../design/useNow.ts';
import { formatDuration } from '../format/duration.ts';
import type { Messages } from '../messages/en.ts';
import { useMessages } from '../messages/language.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { useDesk, useDeskState } from './deskContext.ts';
import { deskHash } from './state/route.ts';

/** One offer with what an agent decides by, and how long it still stands. */
export function OfferCard({ offer }: { offer: Offer }) {
  const desk = useDesk();
  const { offersSeenAt } = useDeskState();
  const { toasts, window } = useWorkspace();
  const messages = useMessages();
  const [busy, setBusy] = useState(false);
  const now = useNow(500).getTime();
  const seenAt = offersSeenAt[offer.workItemId] ?? now;
  const left = Math.max(0, Date.parse(offer.expiresAt) - now);
  const whole = Math.max(1, Date.parse(offer.expiresAt) - seenAt);

  const answer = async (how: () => Promise<void>) => {
    setBusy(true);
    try {
      await how();
    } catch (failure) {
      setBusy(false);
      toasts.say((m) => explainOffer(failure, m), { bad: true });
    }
  };
  const accept = () =>
    answer(async () => {
      window.location.hash = deskHash(await desk.accept(offer.workItemId));
    });
  const decline = (reason: string) =>
    answer(async () => {
      await desk.decline(offer.workItemId, reason);
      toasts.say((m) => m.desk.declined);
    });

  return (
    <li class="offer card">
      <div class="offer-head">
        <Avatar name={offer.openedFor} />
        <div class="offer-who">
          <strong>{offer.openedFor}</strong>
          <span class="muted small">{messages.desk.offerFrom(offer.queue)}</span>
        </div>
        <SentimentDot sentiment={offer.sentiment} word />
      </div>
      <p class="offer-text">{offer.shortDescription}</p>
      <p class="offer-facts">
        <span>
          <Icon name="clock" />
          {messages.desk.waited(formatDuration(offer.waitSeconds + (now - seenAt) / 1_000))}
        </span>
        <span class={left < 10_000 ? 'urgent' : undefined}>
          {left > 0 ? messages.desk.secondsLeft(Math.ceil(left / 1_000)) : messages.desk.timeUp}
        </span>
      </p>
      <div class="offer-bar" data-short={left < 10_000}>
        <i style={{ transform: `scaleX(${Math.min(1, left / whole)})` }} />
      </div>
      <div class="offer-actions">
        <Button look="primary" icon="check" disabled={busy} onClick={accept}>
          {busy ? messages.desk.accepting : messages.desk.accept}
        </Button>
        <Menu
          align="end"
          label={messages.desk.decline}
          buttonClass="btn btn-secondary"
          disabled={busy}
          choices={Object.entries(messages.desk.declineReasons).map(([value, content]) => ({
            value,
            content,
          }))}
          onChoose={decline}
        >
          {messages.desk.decline}
          <Icon name="chevronDown" />
        </Menu>
      </div>
    </li>
  );
}

function explainOffer(failure: unknown, messages: Messages): string {
  if (failure instanceof CallFailed) {
    if (failure.code === 'gone' || failure.code === 'conflict' || failure.code === 'not_found')
      return messages.desk.offerGone;
    if (failure.code === 'capacity') return messages.desk.capacityFull;
  }
  return explainFailure(failure, messages);
}
