import { useEffect } from 'preact/hooks';
import { useMessages } from '../../messages/language.ts';
import { useSignedIn, useWorkspace } from '../../shell/workspace.ts';
import type { Desk } from '../createDesk.ts';
import { unreadCount } from '../state/unread.ts';

/** Sounds and notifications while the agent looks elsewhere, and how much waits for them in the title of the page. */
export function useNotices(desk: Desk, page: 'desk' | 'live'): void {
  const { window, language } = useWorkspace();
  const { user } = useSignedIn();
  const messages = useMessages();
  const { inbox, conversations, seen } = desk.state.value;
  const unread = (inbox?.conversations ?? []).map(({ interaction, acceptedAt }) =>
    unreadCount(conversations[interaction]?.messages ?? [], seen[interaction], acceptedAt),
  );
  const count = unread.reduce(
    (sum, each) => sum + each,
    (inbox?.offers.length ?? 0) + (inbox?.invitations.length ?? 0),
  );
  useEffect(() => {
    const title = `${messages.pages[page]} – ${messages.product}`;
    window.document.title = count > 0 ? `(${count}) ${title}` : title;
  }, [window, page, messages, count]);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let over = false;
    void import('./startNotifying.ts').then(({ startNotifying }) => {
      if (!over) stop = startNotifying({ window: self, state: desk.state, language, myName: user.name });
    });
    return () => {
      over = true;
      stop?.();
    };
  }, [desk, language, user]);
}
