import { Button } from '../design/Button.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Loading } from '../design/Loading.tsx';
import { useMessages } from '../messages/language.ts';
import { ConversationCard } from './ConversationCard.tsx';
import { useDeskState } from './deskContext.ts';
import { EndedCard } from './EndedCard.tsx';
import { OfferCard } from './OfferCard.tsx';
import { PresenceMenu } from './PresenceMenu.tsx';
import { useSetPresence } from './useSetPresence.ts';

/** The left column: my presence and capacity, what is offered to me, what I hold. */
export function InboxColumn() {
  const { inbox, conversations } = useDeskState();
  const messages = useMessages();
  const held = new Set(inbox?.conversations.map(({ interaction }) => interaction));
  const ended = Object.values(conversations).filter(
    ({ departed, interaction }) => departed !== null && !held.has(interaction),
  );
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
          <section aria-labelledby="offers">
            <h2 class="list-title" id="offers">
              {messages.desk.offers}
              {inbox.offers.length > 0 && <span class="count count-hot">{inbox.offers.length}</span>}
            </h2>
            {inbox.offers.length === 0 ? (
              <NoOffers />
            ) : (
              <ul class="cards">
                {inbox.offers.map((offer) => (
                  <OfferCard key={offer.workItemId} offer={offer} />
                ))}
              </ul>
            )}
            <p class="waiting-line">{messages.desk.waiting(inbox.waiting)}</p>
          </section>
          <section aria-labelledby="mine">
            <h2 class="list-title" id="mine">
              {messages.desk.conversations}
              {inbox.conversations.length > 0 && <span class="count">{inbox.conversations.length}</span>}
            </h2>
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
    </section>
  );
}

function NoOffers() {
  const { presence, setOffline } = useDeskState();
  const messages = useMessages();
  const { setPresence, busy } = useSetPresence();
  if (presence === 'available') {
    return <EmptyState small icon="bell" title={messages.desk.noOffers} text={messages.desk.noOffersHint} />;
  }
  return (
    <EmptyState
      small
      icon="moon"
      title={presence === null ? messages.desk.unknownTitle : messages.desk.awayTitle}
      text={setOffline ? messages.desk.setOfflineHint : messages.desk.awayHint}
    >
      <Button look="primary" disabled={busy} onClick={() => setPresence('available')}>
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
