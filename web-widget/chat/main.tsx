import { effect, signal, untracked } from '@preact/signals';
import { render } from 'preact';
import type { Chat, ChatHost } from '../chatModule.ts';
import { openKeptValues } from '../keptValues.ts';
import { chatTexts } from '../messages/chatTexts.ts';
import { readKeptSession, subjectOf } from './connection/keptSession.ts';
import { withUsableIdentity } from './connection/refusedIdentity.ts';
import { openWish } from './conversation/openWish.ts';
import { createConversation } from './createConversation.ts';
import { createUploads } from './uploads.ts';
import { ChatProvider } from './view/chatContext.ts';
import { colourRules } from './view/colourRules.ts';
import { createFormats } from './view/formats.ts';
import { Panel } from './view/Panel.tsx';
import { chatStyle } from './view/style/chatStyle.ts';

/** Puts the chat into the loader's shadow root, hidden until it is shown. */
export function mountChat(host: ChatHost): Chat {
  const { root } = host;
  const kept = openKeptValues('local', host.settings.origin);
  const settings = withUsableIdentity(host.settings, kept);
  const conversation = createConversation(settings, kept);
  const uploads = createUploads({
    origin: settings.origin,
    token: () => conversation.session.value?.token,
    uploaded: conversation.sendFile,
  });
  const shown = signal(false);
  const visible = signal(document.visibilityState === 'visible');
  const online = signal(navigator.onLine);

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(chatStyle + colourRules(settings.colour));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const container = document.createElement('div');
  // Before the bubble: the panel comes first in the reading and tab order, its button last.
  root.prepend(container);

  const focusComposer = () => root.querySelector<HTMLElement>('textarea, .start-new')?.focus();
  const minimise = () => host.onMinimise();
  const takeFiles = (files: readonly File[]) => {
    if (conversation.ended.value || files.length === 0) return;
    uploads.add(files, openWish(conversation.messages.value)?.maxBytes);
    focusComposer();
  };
  /** The chat speaks the conversation's language. */
  const draw = (locale: string) => {
    const texts = chatTexts(locale);
    const formats = createFormats(locale, texts);
    container.lang = texts.language;
    const value = {
      conversation,
      uploads,
      settings,
      texts,
      formats,
      root,
      minimise,
      takeFiles,
      focusComposer,
    };
    render(
      <ChatProvider value={value}>
        <Panel shown={shown} online={online} />
      </ChatProvider>,
      container,
    );
  };

  const page = new AbortController();
  const listen = { signal: page.signal };
  document.addEventListener(
    'visibilitychange',
    () => (visible.value = document.visibilityState === 'visible'),
    listen,
  );
  window.addEventListener('offline', () => (online.value = false), listen);
  window.addEventListener(
    'online',
    () => {
      online.value = true;
      conversation.reconnect();
    },
    listen,
  );

  let announced = '';
  const stopEffects = [
    effect(() => {
      const locale = conversation.locale.value;
      untracked(() => draw(locale));
    }),
    effect(() => host.onUnread(shown.value ? 0 : conversation.unread.value)),
    effect(() => {
      if (shown.value && visible.value && conversation.messages.value.length > 0) conversation.markRead();
    }),
    effect(() => {
      const { interactionNumber = '' } = conversation.session.value ?? {};
      const now =
        interactionNumber === ''
          ? ''
          : `${conversation.ended.value ? 'ended' : 'started'} ${interactionNumber}`;
      if (now === announced) return;
      announced = now;
      if (now !== '') host.onEvent(now.startsWith('ended') ? 'ended' : 'started', { interactionNumber });
    }),
  ];
  // The loader fetches the chat ahead of a press; only a conversation that is going on, or a message that is to begin
  // one, connects before it is shown.
  const known = readKeptSession(kept, subjectOf(settings.identity), Date.now());
  const goesOn = known !== undefined && known.endedAt === undefined;
  if (goesOn || conversation.outbox.value.length > 0) conversation.start();

  return {
    show({ focus }) {
      shown.value = true;
      conversation.start();
      if (focus) requestAnimationFrame(focusComposer);
    },
    hide() {
      shown.value = false;
    },
    send: conversation.say,
    setContext(context) {
      Object.assign(settings.context, context);
    },
    identify: conversation.identify,
    destroy() {
      page.abort();
      for (const stop of stopEffects) stop();
      conversation.close();
      uploads.stop();
      render(null, container);
      container.remove();
    },
  };
}
