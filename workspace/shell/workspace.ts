import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { LoginAnswer } from '../../contracts/http.ts';
import { createToasts, type Toasts } from '../design/Toast.tsx';
import { createLanguage, type Language } from '../messages/language.ts';
import type { PageName } from '../signIn/mayUse.ts';
import { createSession, type Session } from '../signIn/session.ts';
import { createTheme, type Theme } from './theme.ts';

/** What every part of a page may need; made once where the page starts and handed down. */
export interface Workspace {
  window: Window;
  page: PageName;
  language: Language;
  theme: Theme;
  session: Session;
  toasts: Toasts;
}

export function createWorkspace(window: Window, page: PageName): Workspace {
  return {
    window,
    page,
    language: createLanguage(window),
    theme: createTheme(window),
    session: createSession(window),
    toasts: createToasts(),
  };
}

export const WorkspaceContext = createContext<Workspace | null>(null);
export const SignedInContext = createContext<LoginAnswer | null>(null);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (workspace === null) throw new Error('useWorkspace outside WorkspaceContext');
  return workspace;
}

/** The signed-in user; only below the sign-in. */
export function useSignedIn(): LoginAnswer {
  const signedIn = useContext(SignedInContext);
  if (signedIn === null) throw new Error('useSignedIn outside SignedInContext');
  return signedIn;
}
