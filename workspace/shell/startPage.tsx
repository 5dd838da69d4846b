import '../design/design.css';
import './shell.css';
import { type ComponentType, render } from 'preact';
import { ToastList } from '../design/Toast.tsx';
import { LanguageContext, useMessages } from '../messages/language.ts';
import { mayUse, type PageName } from '../signIn/mayUse.ts';
import { NoAccess } from '../signIn/NoAccess.tsx';
import { SignInPage } from '../signIn/SignInPage.tsx';
import { createWorkspace, SignedInContext, useWorkspace, WorkspaceContext } from './workspace.ts';

/** Draws a page for whoever is signed in, and the sign-in for everybody else. */
export function startPage(window: Window, page: PageName, content: ComponentType): void {
  const root = window.document.getElementById('app');
  if (root === null) throw new Error('the page has no element #app');
  const workspace = createWorkspace(window, page);
  render(
    <WorkspaceContext.Provider value={workspace}>
      <LanguageContext.Provider value={workspace.language}>
        <Gate content={content} />
        <ToastList toasts={workspace.toasts} />
      </LanguageContext.Provider>
    </WorkspaceContext.Provider>,
    root,
  );
}

function Gate({ content: Content }: { content: ComponentType }) {
  const { session, page, window } = useWorkspace();
  const messages = useMessages();
  const signedIn = session.current.value;
  window.document.title = `${messages.pages[page]} – ${messages.product}`;
  if (signedIn === null) return <SignInPage />;
  return (
    // A new sign-in starts the page anew: nothing of one account is left for the next.
    <SignedInContext.Provider value={signedIn} key={signedIn.token}>
      {mayUse(page, signedIn.user.roles) ? <Content /> : <NoAccess />}
    </SignedInContext.Provider>
  );
}
