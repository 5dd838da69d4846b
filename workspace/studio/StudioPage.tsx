import './studio.css';
import { useEffect, useState } from 'preact/hooks';
import { EmptyState } from '../design/EmptyState.tsx';
import { useMessages } from '../messages/language.ts';
import { TopBar } from '../shell/TopBar.tsx';
import { useWorkspace } from '../shell/workspace.ts';
import { InteractionPage } from './InteractionPage.tsx';
import { InteractionsPage } from './InteractionsPage.tsx';
import { formatRoute, parseRoute, type Route } from './route.ts';
import { TopicsPage } from './TopicsPage.tsx';

/** The studio: what happened, and what the Virtual Agent can talk about. */
export function StudioPage() {
  const { window } = useWorkspace();
  const messages = useMessages();
  const route = useRoute(window);
  const section = route.page === 'interaction' ? 'interactions' : route.page;
  return (
    <div class="studio">
      <TopBar>
        <nav class="bar-nav bar-nav-sub" aria-label={messages.nav.studio}>
          {(['interactions', 'topics'] as const).map((each) => (
            <a
              key={each}
              href={`#/${each}`}
              class="bar-link"
              aria-current={each === section ? 'page' : undefined}
            >
              {messages.pages[each]}
            </a>
          ))}
        </nav>
      </TopBar>
      <main class="studio-main" id="content" tabIndex={-1}>
        <Content route={route} />
      </main>
    </div>
  );
}

function Content({ route }: { route: Route }) {
  switch (route.page) {
    case 'topics':
      return <TopicsPage />;
    case 'interaction':
      return <InteractionPage key={route.number} number={route.number} tab={route.tab} />;
    case 'unknown':
      return <Unknown />;
    case 'interactions':
      return <InteractionsPage filters={route.filters} />;
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

function useRoute(window: Window): Route {
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
      setRoute(parseRoute(location.hash));
    }
    const follow = () => setRoute(parseRoute(window.location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [window]);
  return route;
}
