import type { Context, WidgetSettings } from './settings.ts';

/** The seam between the loader and the chat, which is loaded only when somebody wants it. */
export interface ChatModule {
  mountChat(host: ChatHost): Chat;
}

/** What the loader lends to the chat. */
export interface ChatHost {
  root: ShadowRoot;
  settings: WidgetSettings;
  /** Told whenever the number of unread messages changes. */
  onUnread(count: number): void;
  /** Told when the requester has put the chat away from inside; the loader moves the focus to the bubble. */
  onMinimise(): void;
  /** Told when the conversation begins and when it is over, for the page's own listeners. */
  onEvent(name: 'started' | 'ended', detail: { interactionNumber: string }): void;
}

export interface Chat {
  /** `focus` is false when the chat opens by itself after a reload: the reader's place is not taken away. */
  show(options: { focus: boolean }): void;
  hide(): void;
  send(text: string): void;
  setContext(context: Context): void;
  identify(identity: string): void;
  destroy(): void;
}
