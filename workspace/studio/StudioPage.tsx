import './studio.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { EmptyState } from '../design/EmptyState.tsx';
import { useMessages } from '../messages/language.ts';
import { useStudioTexts } from '../messages/studio.ts';
import { Later } from '../shell/Later.tsx';
import { TopBar } from '../shell/TopBar.tsx';
import { useSignedIn, useWorkspace } from '../shell/workspace.ts';
import { AdminMenu, adminSections } from './AdminMenu.tsx';
import { InteractionPage } from './interaction/InteractionPage.tsx';
import { InteractionsPage } from './interactionList/InteractionsPage.tsx';
import { type LeaveGuard, LeaveGuardContext } from './leaveGuard.ts';
import { formatRoute, parseRoute, type Route } from './route.ts';

const sections = ['interactions', 'topics', 'discovery', 'experiences'] as const;
/** The pages of one thing belong to the section of their list. */
const sectionOf: Readonly<Partial<Record<Route['page'], (typeof sections)[number]>>> = {
  interaction: 'interactions',
  topic: 'topics',
};

/** The studio: what happened, and what the Virtual Agent can talk about. */
export function StudioPage() {
  const { window } = useWorkspace();
  const messages = useMessages();
  const { user } = useSignedIn();
  const guard = useRef<LeaveGuard | null>(null);
  const route = useRoute(window, guard);
  const section = sectionOf[route.page] ?? route.page;
  return (
    <div class="studio">
      <TopBar>
        <nav class="bar-nav bar-nav-sub" aria-label={messages.nav.studio}>
          {sections.map((each) => (
            <a
              key={each}
              href={`#/${each}`}
              class="bar-link"
              aria-current={each === section ? 'page' : undefined}
            >
              {messages.pages[each]}
            </a>
          ))}
          {user.roles.includes('admin') && (
            <AdminMenu current={adminSections.find((each) => each === section)} />
          )}
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
    case 'interactions':
      return <InteractionsPage state={route} />;
    case 'interaction':
      return <InteractionPage key={route.number} number={route.number} tab={route.tab} />;
    case 'unknown':
      return <Unknown />;
    case 'topics':
      return <Authoring>{({ TopicsPage }) => <TopicsPage filters={route.filters} />}</Authoring>;
    case 'topic': {
      const { name, tab, line } = route;
      return (
        <Authoring>{({ TopicPage }) => <TopicPage key={name} name={name} tab={tab} line={line} />}</Authoring>
      );
    }
    case 'discovery':
      return <Authoring>{({ DiscoveryPage }) => <DiscoveryPage />}</Authoring>;
    case 'experiences':
      return <Authoring>{({ ExperiencesPage }) => <ExperiencesPage />}</Authoring>;
    case 'connections':
      return <Administration>{({ ConnectionsPage }) => <ConnectionsPage />}</Administration>;
    case 'access':
      return <Administration>{({ AccessPage }) => <AccessPage />}</Administration>;
    case 'audit':
      return <Administration>{({ AuditPage }) => <AuditPage />}</Administration>;
    case 'routing':
      return (
        <Routing>{({ RoutingPage }) => <RoutingPage section={route.section} queue={route.queue} />}</Routing>
      );
    case 'privacy':
      return <Administration>{({ PrivacyPage }) => <PrivacyPage />}</Administration>;
  }
}

type Shown<T> = { children: (pages: T) => ComponentChildren };

function Authoring({ children }: Shown<typeof import('./topicPages.ts')>) {
  return (
    <Later name="authoring" load={() => import('./topicPages.ts')}>
      {children}
    </Later>
  );
}

function Administration({ children }: Shown<typeof import('./adminPages.ts')>) {
  return (
    <Later name="administration" load={() => import('./adminPages.ts')}>
      {children}
    </Later>
  );
}

function Routing({ children }: Shown<typeof import('./routingPages.ts')>) {
  return (
    <Later name="routing" load={() => import('./routingPages.ts')}>
      {children}
    </Later>
  );
}

function Unknown() {
  const { detail, studio } = useStudioTexts();
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
