import type { Context } from '../settings.ts';

/** What the host page may do with the widget. */
export interface SwitchboardApi {
  open(): void;
  close(): void;
  /** Opens the chat and sends a text for the requester. */
  send(text: string): void;
  /** Adds facts about the page for the Virtual Agent; they go along when a conversation starts or is resumed. */
  setContext(context: Context): void;
  /**
   * The requester signed in on the page: a token signed by the page's server, as in `data-identity`. A conversation that
   * is open goes on as the person's if the server lets it; otherwise the person gets one of their own.
   */
  identify(identity: string): void;
  /** Takes the widget off the page. The conversation stays and can be resumed. */
  destroy(): void;
}

declare global {
  interface Window {
    Switchboard?: SwitchboardApi | undefined;
  }
}
