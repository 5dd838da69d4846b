import { useState } from 'preact/hooks';
import type { Invited } from '../../../contracts/sockets.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { isGone } from '../../api/isGone.ts';
import { Avatar } from '../../design/Avatar.tsx';
import { Button } from '../../design/Button.tsx';
import { SentimentDot } from '../../design/SentimentDot.tsx';
import { useInboxTexts } from '../../messages/inbox.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { Countdown } from '../Countdown.tsx';
import { useDesk, useDeskState } from '../deskContext.ts';
import { useShortcut } from '../shortcuts/useShortcut.ts';
import { deskHash } from '../state/route.ts';

/** Colleagues who ask this agent to come into their conversations (domain D4). */
export function Invitations({ invitations }: { invitations: readonly Invited[] }) {
  const { inbox } = useDeskState();
  const texts = useInboxTexts().invitations;
  const offers = inbox?.offers.length ?? 0;
  return (
    <section aria-labelledby="invitations">
      <h2 class="list-title" id="invitations">
        {texts.title}
        <span class="count count-hot">{invitations.length}</span>
      </h2>
      <ul class="cards">
        {invitations.map((invited, at) => (
          <InvitationCard key={invited.interaction} invited={invited} first={at === 0 && offers === 0} />
        ))}
      </ul>
    </section>
  );
}

/** `first`: the keys answer it. */
function InvitationCard({ invited, first }: { invited: Invited; first: boolean }) {
  const desk = useDesk();
  const { offersSeenAt } = useDeskState();
  const { toasts, window } = useWorkspace();
  const texts = useInboxTexts().invitations;
  const [busy, setBusy] = useState(false);
  const { interaction, kind, from, note, openedFor, shortDescription, sentiment, at, expiresAt } = invited;

  const answer = async (accept: boolean) => {
    setBusy(true);
    try {
      await desk.answerInvitation(interaction, accept);
      if (accept) window.location.hash = deskHash(interaction);
      else toasts.say(() => texts.declined);
    } catch (failure) {
      setBusy(false);
      toasts.say((m) => (isGone(failure) ? texts.gone : explainFailure(failure, m)), { bad: true });
    }
  };
  useShortcut('accept', first && !busy ? () => void answer(true) : null);
  useShortcut('decline', first && !busy ? () => void answer(false) : null);
  return (
    <li class="offer card invitation">
      <div class="offer-head">
        <Avatar name={from} />
        <div class="offer-who">
          <strong>{texts.kinds[kind](from)}</strong>
          <span class="muted small">{texts.kindHints[kind]}</span>
        </div>
      </div>
      {note !== null && (
        <p class="invitation-note">
          <span class="hidden-visually">{texts.note(from)} </span>
          {note}
        </p>
      )}
      <p class="offer-text">
        <strong>{openedFor}</strong> <SentimentDot sentiment={sentiment} word />
        <br />
        {shortDescription}
      </p>
      <p class="offer-facts">
        <span class="mono">{interaction}</span>
        <Countdown from={offersSeenAt[interaction] ?? Date.parse(at)} until={Date.parse(expiresAt)} />
      </p>
      <div class="offer-actions">
        <Button look="primary" icon="check" disabled={busy} onClick={() => answer(true)}>
          {busy ? texts.joining : texts.join}
        </Button>
        <Button disabled={busy} onClick={() => answer(false)}>
          {texts.decline}
        </Button>
      </div>
    </li>
  );
}
