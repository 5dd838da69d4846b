import { useState } from 'preact/hooks';
import { Button } from '../design/Button.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Icon } from '../design/Icon.tsx';
import { Loading } from '../design/Loading.tsx';
import { useMessages } from '../messages/language.ts';
import { ConversationCard } from './ConversationCard.tsx';
import { useDeskState } from './deskContext.ts';
import { EndedCard } from './EndedCard.tsx';
import { InboxWork } from './inbox/InboxWork.tsx';
import { OfferCard } from './OfferCard.tsx';
import { PresenceMenu } from './PresenceMenu.tsx';
import { useShortcut } from './shortcuts/useShortcut.ts';
import { endedOf } from './state/endedOf.ts';
import { useSetPresence } from './useSetPresence.ts';

/** The left column: my presence and capacity, what is offered to me, what waits, what I hold. */
export function InboxColumn() {
  const desk = useDeskState();
  const { inbox } = desk;
  const messages = useMessages();
  const [opening, setOpening] = useState(false);
  useShortcut('open', () => setOpening(true));
  const ended = endedOf(desk);
  return (
    <section class="column inbox" aria-label={messages.desk.inbox}>
      <div class="inbox-head">
        <PresenceMenu />
        {inbox !== null && <Capacity {...inbox.capacity} />}
      </div>
      {inbox === null ? (
        <Loading />
      ) : (
        <div class="inbox-lists">
          {inbox.lost.length > 0 && (
            <InboxWork>{({ LostNotice }) => <LostNotice lost={inbox.lost} />}</InboxWork>
          )}
          {inbox.invitations.length > 0 && (
            <InboxWork>{({ Invitations }) => <Invitations invitations={inbox.invitations} />}</InboxWork>
          )}
          <section aria-labelledby="offers">
            <h2 class="list-title" id="offers">
              {messages.desk.offers}
              {inbox.offers.length > 0 && <span class="count count-hot">{inbox.offers.length}</span>}
            </h2>
            {inbox.offers.length === 0 ? (
              <NoOffers />
            ) : (
              <ul class="cards">
                {inbox.offers.map((offer, at) => (
                  <OfferCard key={offer.workItemId} offer={offer} first={at === 0} />
                ))}
              </ul>
            )}
            <Waiting count={inbox.waiting} />
          </section>
          <section aria-labelledby="mine">
            <div class="tasks-head">
              <h2 class="list-title" id="mine">
                {messages.desk.conversations}
                {inbox.conversations.length > 0 && <span class="count">{inbox.conversations.length}</span>}
              </h2>
              <Button
                look="quiet"
                small
                icon="plus"
                title={messages.desk.open}
                onClick={() => setOpening(true)}
              >
                {messages.desk.openShort}
              </Button>
            </div>
            {inbox.conversations.length === 0 ? (
              <p class="list-empty">{messages.desk.noConversations}</p>
            ) : (
              <ul class="cards cards-tight">
                {inbox.conversations.map((item) => (
                  <ConversationCard key={item.interaction} item={item} />
                ))}
              </ul>
            )}
          </section>
          {ended.length > 0 && (
            <section aria-labelledby="ended">
              <h2 class="list-title" id="ended">
                {messages.desk.ended}
              </h2>
              <ul class="cards cards-tight">
                {ended.map((conversation) => (
                  <EndedCard key={conversation.interaction} conversation={conversation} />
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
      {opening && (
        <InboxWork>{({ OpenDialog }) => <OpenDialog onClose={() => setOpening(false)} />}</InboxWork>
      )}
    </section>
  );
}

/** How many wait in my queues, and who they are when I ask. */
function Waiting({ count }: { count: number }) {
  const messages = useMessages();
  const [open, setOpen] = useState(false);
  useShortcut('claim', () => setOpen(!open));
  return (
    <>
      <p class="waiting-line">
        {messages.desk.waiting(count)}
        {(count > 0 || open) && (
          <button type="button" class="waiting-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? messages.desk.hideWaiting : messages.desk.showWaiting}
            <Icon name={open ? 'chevronDown' : 'chevronRight'} />
          </button>
        )}
      </p>
      {open && <InboxWork>{({ WaitingList }) => <WaitingList />}</InboxWork>}
    </>
  );
}

function NoOffers() {
  const { presence, setOffline, options } = useDeskState();
  const messages = useMessages();
  const { setPresence, busy } = useSetPresence();
  const works = options?.presences.find(({ name }) => name === presence)?.available;
  if (works ?? presence === 'available') {
    return <EmptyState small icon="bell" title={messages.desk.noOffers} text={messages.desk.noOffersHint} />;
  }
  return (
    <EmptyState
      small
      icon="moon"
      title={messages.desk.awayTitle}
      text={setOffline ? messages.desk.setOfflineHint : messages.desk.awayHint}
    >
      <Button look="primary" aria-disabled={busy} onClick={() => setPresence('available')}>
        {messages.desk.goAvailable}
      </Button>
    </EmptyState>
  );
}

function Capacity({ held, max }: { held: number; max: number }) {
  const messages = useMessages();
  const units = Math.min(max, 12);
  return (
    <div class="capacity" title={messages.desk.capacity(held, max)}>
      <span class="capacity-units" aria-hidden="true">
        {Array.from({ length: units }, (_, index) => index).map((index) => (
          <i key={index} class={index < held ? 'full' : undefined} />
        ))}
      </span>
      <span class="capacity-text">{messages.desk.capacity(held, max)}</span>
    </div>
  );
}
