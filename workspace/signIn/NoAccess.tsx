import { Button } from '../design/Button.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { useMessages } from '../messages/language.ts';
import { TopBar } from '../shell/TopBar.tsx';
import { useSignedIn, useWorkspace } from '../shell/workspace.ts';
import { mayUse } from './mayUse.ts';

/** For somebody who is signed in, but not for this page. */
export function NoAccess() {
  const { page, session } = useWorkspace();
  const { user } = useSignedIn();
  const messages = useMessages();
  const other = page === 'desk' ? 'studio' : 'desk';
  return (
    <>
      <TopBar />
      <main id="content" tabIndex={-1}>
        <EmptyState
          heading
          icon="lock"
          title={messages.access.title}
          text={`${messages.access[page]} ${messages.access.signedInAs(user.name)}`}
        >
          {mayUse(other, user.roles) && (
            <a class="btn btn-primary" href={other === 'desk' ? '/workspace' : '/studio'}>
              {messages.access.go(messages.pages[other])}
            </a>
          )}
          <Button onClick={() => session.signOut()}>{messages.access.other}</Button>
        </EmptyState>
      </main>
    </>
  );
}
