import type { Context } from '../settings.ts';

/** What the host page may do with the widget. */
export interface SwitchboardApi {
  open(): void;
  close(): void;
  /** Opens the chat and sends a text for the requester. */
  send(text: string): void;
  /** Adds facts about the page for the Virtual Agent; they go along when a conversation starts or is resumed. */
  setContext(context: Context): void;
  /** Takes the widget off the page. The conversation stays and can be resumed. */
  destroy(): void;
}

declare global {
  interface Window {
    Switchboard?: SwitchboardApi | undefined;
  }
}
