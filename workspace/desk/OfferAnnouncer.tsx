import { useEffect, useRef, useState } from 'preact/hooks';
import { useMessages } from '../messages/language.ts';
import { useDeskState } from './deskContext.ts';

/** Says each new offer aloud. Assertive, because an offer does not wait. */
export function OfferAnnouncer() {
  const { inbox } = useDeskState();
  const messages = useMessages();
  const known = useRef<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState('');
  useEffect(() => {
    const offers = inbox?.offers ?? [];
    const fresh = offers.filter(({ workItemId }) => !known.current.has(workItemId));
    known.current = new Set(offers.map(({ workItemId }) => workItemId));
    const last = fresh.at(-1);
    if (last !== undefined) setSaid(messages.desk.newOffer(last.openedFor, last.shortDescription));
  }, [inbox, messages]);
  return (
    <div class="hidden-visually" aria-live="assertive">
      {said}
    </div>
  );
}
