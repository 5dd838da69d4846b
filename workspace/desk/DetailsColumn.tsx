import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../design/Button.tsx';
import { useMessages } from '../messages/language.ts';
import { Later } from '../shell/Later.tsx';
import { useDeskState } from './deskContext.ts';

/** The right column: the requester, the record's fields, the related tasks. A drawer where there is little room. */
export function DetailsColumn({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { current, conversations } = useDeskState();
  const messages = useMessages();
  const column = useRef<HTMLElement>(null);
  const conversation = current === null ? undefined : conversations[current];
  useEffect(() => {
    if (!open) return;
    const before = document.activeElement;
    column.current?.focus();
    const onKeyDown = (event: KeyboardEvent) => {
      // In a dialog it closes the dialog alone.
      if (event.key === 'Escape' && document.querySelector('dialog[open]') === null) onClose();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [open, onClose]);
  if (conversation === undefined) return null;
  return (
    <>
      {open && <div class="scrim" onClick={onClose} aria-hidden="true" />}
      <aside
        class="column details"
        id="details"
        ref={column}
        tabIndex={-1}
        aria-label={messages.details.title}
      >
        <Button class="details-close" look="quiet" icon="close" iconOnly onClick={onClose}>
          {messages.conversation.hideDetails}
        </Button>
        <Later name="details" load={() => import('./details/Details.tsx')}>
          {({ Details }) => <Details key={conversation.interaction} conversation={conversation} />}
        </Later>
      </aside>
    </>
  );
}
