import './studio.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { EmptyState } from '../design/EmptyState.tsx';
import { useAdmin } from '../messages/admin.ts';
import { useMessages } from '../messages/language.ts';
import { TopBar } from '../shell/TopBar.tsx';
import { useSignedIn, useWorkspace } from '../shell/workspace.ts';
import { AccessPage } from './access/AccessPage.tsx';
import { AuditPage } from './access/AuditPage.tsx';
import { ConnectionsPage } from './connections/ConnectionsPage.tsx';
import { DiscoveryPage } from './discovery/DiscoveryPage.tsx';
import { ExperiencesPage } from './experiences/ExperiencesPage.tsx';
import { InteractionPage } from './interaction/InteractionPage.tsx';
import { InteractionsPage } from './interactionList/InteractionsPage.tsx';
import { type LeaveGuard, LeaveGuardContext } from './leaveGuard.ts';
import { PrivacyPage } from './privacy/PrivacyPage.tsx';
import { formatRoute, parseRoute, type Route } from './route.ts';
import { TopicPage } from './topic/TopicPage.tsx';
import { TopicsPage } from './topicList/TopicsPage.tsx';

const sections = [
  'interactions',
  'topics',
  'discovery',
  'experiences',
  'connections',
  'access',
  'audit',
  'privacy',
] as const;
/** What only admins set up and see: secrets of other systems, who may see what, what is kept. */
const forAdmins: readonly (typeof sections)[number][] = ['connections', 'access', 'audit', 'privacy'];
/** The pages of one thing belong to the section of their list. */
const sectionOf: Readonly<Partial<Record<Route['page'], (typeof sections)[number]>>> = {
  interaction: 'interactions',
  topic: 'topics',
};

/** The studio: what happened, and what the Virtual Agent can talk about. */
export function StudioPage() {
  const { window } = useWorkspace();
  const messages = useMessages();
  const pages = { ...messages.pages, ...useAdmin().pages };
  const { user } = useSignedIn();
  const guard = useRef<LeaveGuard | null>(null);
  const route = useRoute(window, guard);
  const section = sectionOf[route.page] ?? route.page;
  const shown = sections.filter((each) => !forAdmins.includes(each) || user.roles.includes('admin'));
  return (
    <div class="studio">
      <TopBar>
        <nav class="bar-nav bar-nav-sub" aria-label={messages.nav.studio}>
          {shown.map((each) => (
            <a
              key={each}
              href={`#/${each}`}
              class="bar-link"
              aria-current={each === section ? 'page' : undefined}
            >
              {pages[each]}
            </a>
          ))}
        </nav>
      </TopBar>
      <main class="studio-main" id="content" tabIndex={-1}>
        <LeaveGuardContext.Provider value={guard}>
          <Content route={route} />
        </LeaveGuardContext.Provider>
      </main>
    </div>
  );
}

function Content({ route }: { route: Route }) {
  switch (route.page) {
    case 'topics':
      return <TopicsPage filters={route.filters} />;
    case 'topic':
      return <TopicPage key={route.name} name={route.name} tab={route.tab} line={route.line} />;
    case 'discovery':
      return <DiscoveryPage />;
    case 'experiences':
      return <ExperiencesPage />;
    case 'connections':
      return <ConnectionsPage />;
    case 'access':
      return <AccessPage />;
    case 'audit':
      return <AuditPage />;
    case 'privacy':
      return <PrivacyPage />;
    case 'interaction':
      return <InteractionPage key={route.number} number={route.number} tab={route.tab} />;
    case 'unknown':
      return <Unknown />;
    case 'interactions':
      return <InteractionsPage state={route} />;
  }
}

function Unknown() {
  const { detail, studio } = useMessages();
  return (
    <EmptyState heading icon="search" title={studio.unknownTitle} text={studio.unknownHint}>
      <a class="btn btn-secondary" href="#/interactions">
        {detail.back}
      </a>
    </EmptyState>
  );
}

function useRoute(window: Window, guard: { current: LeaveGuard | null }): Route {
  const [route, setRoute] = useState(() => parseRoute(window.location.hash));
  useEffect(() => {
    const { location, history } = window;
    // A link from elsewhere may name the interaction in the path; the page lives in its hash.
    const linked = /^\/studio\/interactions\/([\w-]{1,64})\/?$/.exec(location.pathname)?.[1];
    if (linked !== undefined) {
      history.replaceState(
        null,
        '',
        `/studio${formatRoute({ page: 'interaction', number: linked, tab: 'details' })}`,
      );
    }
    // The address may have changed between the first look and this effect.
    setRoute(parseRoute(location.hash));
    let shown = location.hash;
    const follow = () => {
      const next = parseRoute(location.hash);
      if (guard.current?.(next) === false) {
        history.pushState(null, '', shown);
        return;
      }
      shown = location.hash;
      setRoute(next);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [window, guard]);
  return route;
}
