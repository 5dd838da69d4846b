import { useRef, useState } from 'preact/hooks';
import type { Offer } from '../../contracts/sockets.ts';
import { explainFailure } from '../api/explainFailure.ts';
import { isGone } from '../api/isGone.ts';
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
import { Countdown } from './Countdown.tsx';
import { useDesk, useDeskState } from './deskContext.ts';
import { InboxWork } from './inbox/InboxWork.tsx';
import { useShortcut } from './shortcuts/useShortcut.ts';
import { deskHash } from './state/route.ts';

/** One offer with what an agent decides by, and how long it still stands. The keys answer the first of them. */
export function OfferCard({ offer, first }: { offer: Offer; first: boolean }) {
  const desk = useDesk();
  const { offersSeenAt, options } = useDeskState();
  const { toasts, window } = useWorkspace();
  const messages = useMessages();
  const [busy, setBusy] = useState(false);
  const now = useNow(500).getTime();
  const seenAt = offersSeenAt[offer.workItemId] ?? now;
  const [asking, setAsking] = useState(false);
  const card = useRef<HTMLLIElement>(null);

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
  useShortcut('accept', first && !busy ? accept : null);
  useShortcut(
    'decline',
    first ? () => card.current?.querySelector<HTMLElement>('.offer-decline')?.click() : null,
  );
  const reasons = options?.rejectReasons ?? [];

  return (
    <li class="offer card" ref={card}>
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
        <Countdown from={seenAt} until={Date.parse(offer.expiresAt)} />
      </p>
      <div class="offer-actions">
        <Button look="primary" icon="check" disabled={busy} onClick={accept}>
          {busy ? messages.desk.accepting : messages.desk.accept}
        </Button>
        {!offer.mayReject ? null : reasons.length === 0 ? (
          <Button class="offer-decline" disabled={busy} onClick={() => setAsking(true)}>
            {messages.desk.decline}
          </Button>
        ) : (
          <Menu
            align="end"
            label={messages.desk.decline}
            buttonClass="btn btn-secondary offer-decline"
            disabled={busy}
            choices={reasons.map((value) => ({ value, content: value }))}
            onChoose={decline}
          >
            {messages.desk.decline}
            <Icon name="chevronDown" />
          </Menu>
        )}
      </div>
      {asking && (
        <InboxWork>
          {({ DeclineDialog }) => (
            <DeclineDialog
              name={offer.openedFor}
              onClose={() => setAsking(false)}
              onDecline={async (reason) => {
                setAsking(false);
                await decline(reason);
              }}
            />
          )}
        </InboxWork>
      )}
    </li>
  );
}

function explainOffer(failure: unknown, messages: Messages): string {
  if (isGone(failure)) return messages.desk.offerGone;
  if (failure instanceof CallFailed && failure.code === 'capacity') return messages.desk.capacityFull;
  return explainFailure(failure, messages);
}
