import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface DialogProps {
  title: string;
  onClose: () => void;
  /** As wide as the page lets it be, for what is read in lines. */
  wide?: boolean;
  children: ComponentChildren;
}

/** The browser's own modal dialog: it holds the focus, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, wide, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      class={`dialog${wide === true ? ' dialog-wide' : ''}`}
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
    >
      <h2 class="hidden-visually" id={id}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
