import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Banners } from './Banners.tsx';
import { Composer } from './Composer.tsx';
import { ConfirmEnd } from './ConfirmEnd.tsx';
import { useChat } from './chatContext.ts';
import { EndCard } from './EndCard.tsx';
import { Header } from './Header.tsx';
import { MessageLog } from './MessageLog.tsx';
import { Transcript } from './Transcript.tsx';
import { useFileDrop } from './useFileDrop.ts';
import { useVisibleHeight } from './useVisibleHeight.ts';

/** The chat window. It stays mounted while it is hidden, so that scroll position and draft survive. */
export function Panel({
  shown,
  online,
}: {
  shown: ReadonlySignal<boolean>;
  online: ReadonlySignal<boolean>;
}): JSX.Element {
  const { conversation, settings, texts, minimise, takeFiles, focusComposer } = useChat();
  const asking = useSignal<'end' | 'transcript' | null>(null);
  const close = () => {
    asking.value = null;
    requestAnimationFrame(focusComposer);
  };
  const askForTranscript = () => {
    asking.value = 'transcript';
  };
  const session = conversation.session.value;
  const height = useVisibleHeight();
  const { over, handlers } = useFileDrop(takeFiles);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    // The page's own Escape handlers are not meant.
    event.stopPropagation();
    minimise();
  };
  return (
    <section
      class="panel"
      role="dialog"
      aria-label={settings.title ?? texts.title}
      hidden={!shown.value}
      style={{ '--sb-visible-height': height.value }}
      onKeyDown={onKeyDown}
      {...handlers}
    >
      <Header
        onEnd={() => {
          asking.value = 'end';
        }}
        onTranscript={askForTranscript}
      />
      <Banners online={online} />
      <MessageLog shown={shown} online={online} />
      {asking.value === 'end' && !conversation.ended.value ? <ConfirmEnd onClose={close} /> : null}
      {asking.value === 'transcript' && session !== undefined ? (
        <Transcript key={session.interactionNumber} session={session} onClose={close} />
      ) : null}
      {conversation.ended.value ? <EndCard onTranscript={askForTranscript} /> : <Composer />}
      {over.value && !conversation.ended.value ? <p class="drop-here">{texts.dropHere}</p> : null}
    </section>
  );
}
