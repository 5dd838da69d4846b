import { useEffect, useRef, useState } from 'preact/hooks';
import { useMessages } from '../messages/language.ts';
import { useDeskState } from './deskContext.ts';

/** Says each new offer and invitation aloud. Assertive, because they do not wait. */
export function OfferAnnouncer() {
  const { inbox } = useDeskState();
  const messages = useMessages();
  const known = useRef<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState('');
  useEffect(() => {
    const asked = [
      ...(inbox?.invitations ?? []).map(({ interaction, from }) => ({
        id: interaction,
        text: messages.desk.newInvitation(from),
      })),
      ...(inbox?.offers ?? []).map(({ workItemId, openedFor, shortDescription }) => ({
        id: workItemId,
        text: messages.desk.newOffer(openedFor, shortDescription),
      })),
    ];
    const fresh = asked.filter(({ id }) => !known.current.has(id)).at(-1);
    known.current = new Set(asked.map(({ id }) => id));
    if (fresh !== undefined) setSaid(fresh.text);
  }, [inbox, messages]);
  return (
    <div class="hidden-visually" aria-live="assertive">
      {said}
    </div>
  );
}
