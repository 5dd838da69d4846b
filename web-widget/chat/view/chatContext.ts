import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ChatTexts } from '../../messages/chatTexts.ts';
import type { WidgetSettings } from '../../settings.ts';
import type { Conversation } from '../createConversation.ts';
import type { Uploads } from '../uploads.ts';
import type { Formats } from './formats.ts';

/** What every part of the view needs. */
export interface ChatContext {
  conversation: Conversation;
  settings: WidgetSettings;
  texts: ChatTexts;
  formats: Formats;
  uploads: Uploads;
  root: ShadowRoot;
  minimise(): void;
  /** Sends files: chosen, dropped or pasted. */
  takeFiles(files: readonly File[]): void;
  /** Puts the cursor into the message field. */
  focusComposer(): void;
}

const context = createContext<ChatContext | undefined>(undefined);
export const ChatProvider = context.Provider;

export function useChat(): ChatContext {
  const chat = useContext(context);
  if (chat === undefined) throw new Error('a part of the chat stands outside of it');
  return chat;
}
