import type { Chat, ChatModule } from '../chatModule.ts';
import { readableOn } from '../colour.ts';
import { bubbleTexts } from '../messages/bubbleTexts.ts';
import type { WidgetSettings } from '../settings.ts';
import type { SwitchboardApi } from './api.ts';
import bubbleCss from './bubble.css';
import { createBubble } from './bubble.ts';
import { keptFlags } from './keptFlags.ts';

/** Replaced by the build with the address of the chat bundle, whose name carries its hash. */
declare const CHAT_PATH: string;

/** Puts the bubble on the page and loads the chat when it is wanted. */
export function startWidget(settings: WidgetSettings): SwitchboardApi {
  const flags = keptFlags(settings.origin);
  const host = document.createElement('switchboard-widget');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `${bubbleCss}:host{--sb-accent:${settings.colour};--sb-on-accent:${readableOn(settings.colour)}}`,
  );
  root.adoptedStyleSheets = [sheet];
  host.dataset.position = settings.position;

  let open = false;
  let gone = false;
  let attempts = 0;
  let chat: Promise<Chat> | undefined;
  const bubble = createBubble(bubbleTexts(settings.locale), {
    toggle: () => (open ? close() : show(true)),
    // Most who point at the bubble press it: the chat is there by then. A failure is shown when they do.
    approach: () => load().catch(() => undefined),
  });
  root.append(bubble.element);
  whenBodyExists(() => {
    if (gone) return;
    document.body.append(host);
    announce('ready');
    if (flags.wasOpen()) show(false);
    // A conversation goes on: its unread messages belong on the bubble.
    else if (flags.hasConversation()) whenIdle(() => load().catch(() => undefined));
  });

  return {
    open: () => show(true),
    close,
    send(text) {
      show(true);
      load().then((it) => it.send(text), bubble.fail);
    },
    setContext(context) {
      Object.assign(settings.context, context);
      chat?.then(
        (it) => it.setContext(context),
        () => undefined,
      );
    },
    identify(identity) {
      settings.identity = identity;
      chat?.then(
        (it) => it.identify(identity),
        () => undefined,
      );
    },
    destroy() {
      gone = true;
      flags.keepOpen(false);
      chat?.then(
        (it) => it.destroy(),
        () => undefined,
      );
      host.remove();
      window.Switchboard = undefined;
    },
  };

  function show(focus: boolean): void {
    if (open || gone) return;
    open = true;
    flags.keepOpen(true);
    bubble.setOpen(true);
    load().then(
      (it) => {
        if (!open) return;
        it.show({ focus });
        announce('opened');
      },
      () => {
        open = false;
        bubble.setOpen(false);
        bubble.fail();
      },
    );
  }

  function close(): void {
    if (!open) return;
    open = false;
    flags.keepOpen(false);
    bubble.setOpen(false);
    chat?.then(
      (it) => it.hide(),
      () => undefined,
    );
    announce('closed');
  }

  /** Loads the chat once. A failed import is remembered by browsers, so another try gets another address. */
  function load(): Promise<Chat> {
    chat ??= importChat(`${settings.origin}${CHAT_PATH}${attempts++ === 0 ? '' : `?try=${attempts}`}`).then(
      (module) =>
        module.mountChat({
          root,
          settings,
          onUnread: (count) => {
            bubble.setUnread(count);
            announce('unread', { count });
          },
          onMinimise: () => {
            close();
            bubble.focus();
          },
          onEvent: announce,
        }),
      (failure: unknown) => {
        chat = undefined;
        throw failure;
      },
    );
    return chat;
  }
}

function importChat(address: string): Promise<ChatModule> {
  return import(address);
}

/** Tells the host page, as `switchboard:<name>` on window. */
function announce(name: string, detail?: unknown): void {
  window.dispatchEvent(new CustomEvent(`switchboard:${name}`, { detail }));
}

/** An async script in the head may run before there is a body. */
function whenBodyExists(then: () => void): void {
  if (document.body === null) document.addEventListener('DOMContentLoaded', then, { once: true });
  else then();
}

function whenIdle(then: () => void): void {
  setTimeout(then, 1_500);
}
