import { useEffect, useRef } from 'preact/hooks';
import { explainFailure } from '../api/explainFailure.ts';
import { useLoaded } from '../api/useLoaded.ts';
import { Button } from '../design/Button.tsx';
import { LoadFailed, Loading } from '../design/Loading.tsx';
import { useMessages } from '../messages/language.ts';
import { useDeskState } from './deskContext.ts';

/** The right column: the requester, the record's fields, the related tasks. A drawer where there is little room. */
export function DetailsColumn({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { current, conversations } = useDeskState();
  const messages = useMessages();
  const column = useRef<HTMLElement>(null);
  // Asked for when the desk is on the screen, so that a connection that is lost later finds it here.
  const code = useLoaded('details', () => import('./details/Details.tsx'));
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
        {code.failure !== null ? (
          <LoadFailed why={explainFailure(code.failure, messages)} onRetry={code.reload} />
        ) : code.data === null ? (
          <Loading />
        ) : (
          <code.data.Details key={conversation.interaction} conversation={conversation} />
        )}
      </aside>
    </>
  );
}
