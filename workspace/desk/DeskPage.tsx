import './desk.css';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { readDesk } from '../api/desk.ts';
import { Icon } from '../design/Icon.tsx';
import { useMessages } from '../messages/language.ts';
import { Later } from '../shell/Later.tsx';
import { TopBar } from '../shell/TopBar.tsx';
import { useSignedIn, useWorkspace } from '../shell/workspace.ts';
import { mayUse } from '../signIn/mayUse.ts';
import { createDesk, type Desk } from './createDesk.ts';
import { DetailsColumn } from './DetailsColumn.tsx';
import { DeskContext } from './deskContext.ts';
import { InboxColumn } from './InboxColumn.tsx';
import { MiddleColumn } from './MiddleColumn.tsx';
import { useNotices } from './notify/useNotices.ts';
import { OfferAnnouncer } from './OfferAnnouncer.tsx';
import { createShortcuts } from './shortcuts/createShortcuts.ts';
import { DeskTools } from './shortcuts/DeskTools.tsx';
import { ShortcutsContext } from './shortcuts/useShortcut.ts';
import { deskHash, interactionInPath, liveHash, parseDeskHash } from './state/route.ts';

/** The desk: the inbox, the open conversation, and what is known about it. */
export function DeskPage() {
  const { window, session, toasts, language } = useWorkspace();
  const signedIn = useSignedIn();
  const messages = useMessages();
  const desk = useMemo(
    () =>
      createDesk({
        window,
        signedIn,
        readOptions: () => readDesk(session.api, language.code.peek()),
        onExpired: session.expire,
        onOfferLost: (why) => {
          if (why === 'accepted' || why === 'rejected') return;
          toasts.say((m) => m.desk.offerWithdrawn);
        },
      }),
    [window, signedIn, session, toasts, language],
  );
  useEffect(() => () => desk.close(), [desk]);
  const shortcuts = useMemo(() => createShortcuts(window), [window]);
  useEffect(() => () => shortcuts.close(), [shortcuts]);
  const live = useAddress(window, desk) && mayUse('live', signedIn.user.roles);
  const page = live ? 'live' : 'desk';
  useNotices(desk, page);
  const [detailsOpen, setDetailsOpen] = useState(false);
  const closeDetails = useCallback(() => setDetailsOpen(false), []);
  const { current, connection, refusal } = desk.state.value;

  return (
    <DeskContext.Provider value={desk}>
      <ShortcutsContext.Provider value={shortcuts}>
        <div class="desk-page">
          <TopBar current={page} tools={<DeskTools onDetails={() => setDetailsOpen((open) => !open)} />} />
          {connection === 'reconnecting' && (
            <p class="banner" role="status">
              <span class="spin" aria-hidden="true" />
              {messages.connection.reconnecting}
            </p>
          )}
          {connection === 'refused' && (
            <p class="banner banner-bad" role="alert">
              <Icon name="warning" />
              {messages.connection.refused(refusal ?? '')}
            </p>
          )}
          <OfferAnnouncer />
          {live ? (
            <Later name="live" load={() => import('../board/BoardPage.tsx')}>
              {({ BoardPage }) => <BoardPage />}
            </Later>
          ) : (
            <div class="desk" data-open={current !== null} data-details={detailsOpen}>
              <InboxColumn />
              <MiddleColumn detailsOpen={detailsOpen} onToggleDetails={() => setDetailsOpen(!detailsOpen)} />
              <DetailsColumn open={detailsOpen} onClose={closeDetails} />
            </div>
          )}
        </div>
      </ShortcutsContext.Provider>
    </DeskContext.Provider>
  );
}

/** Keeps the address and the open conversation the same, both ways. True at the live board's address. */
function useAddress(window: Window, desk: Desk): boolean {
  const [live, setLive] = useState(window.location.hash === liveHash);
  useEffect(() => {
    const { location, history } = window;
    const linked = interactionInPath(location.pathname);
    if (linked !== null) history.replaceState(null, '', `/workspace${deskHash(linked)}`);
    const follow = () => {
      setLive(location.hash === liveHash);
      desk.show(parseDeskHash(location.hash));
    };
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [window, desk]);
  return live;
}
