import type { ComponentChildren } from 'preact';
import { Avatar } from '../design/Avatar.tsx';
import { Icon } from '../design/Icon.tsx';
import { Menu } from '../design/Menu.tsx';
import { useMessages } from '../messages/language.ts';
import { type Destination, mayUse } from '../signIn/mayUse.ts';
import { LanguageMenu } from './LanguageMenu.tsx';
import { Logo } from './Logo.tsx';
import { useSignedIn, useWorkspace } from './workspace.ts';

const pages = [
  // With a hash, so that from one to the other the page stays.
  { name: 'desk', href: '/workspace#/' },
  { name: 'live', href: '/workspace#/live' },
  { name: 'studio', href: '/studio' },
] as const;

/** The bar over both pages: where one is, where one may go, and who one is. */
export function TopBar({ children, current }: { children?: ComponentChildren; current?: Destination }) {
  const { page, session } = useWorkspace();
  const here = current ?? page;
  const { user } = useSignedIn();
  const messages = useMessages();
  const allowed = pages.filter(({ name }) => mayUse(name, user.roles));
  return (
    <header class="bar">
      <button type="button" class="skip" onClick={focusContent}>
        {messages.nav.skip}
      </button>
      <span class="brand">
        <Logo />
        <span class="brand-name">{messages.product}</span>
      </span>
      <nav class="bar-nav" aria-label={messages.nav.pages}>
        {allowed.map(({ name, href }) => (
          <a key={name} href={href} class="bar-link" aria-current={name === here ? 'page' : undefined}>
            {messages.pages[name]}
          </a>
        ))}
      </nav>
      {children}
      <span class="bar-space" />
      <LanguageMenu buttonClass="bar-button" />
      <Menu
        label={messages.account.menu(user.name)}
        align="end"
        buttonClass="bar-button bar-account"
        head={
          <>
            <strong>{user.name}</strong>
            <div class="muted">{user.email}</div>
            <div class="muted">{user.roles.map((role) => messages.roles[role]).join(', ')}</div>
          </>
        }
        choices={[
          {
            value: 'signOut',
            content: (
              <>
                <Icon name="signOut" />
                {messages.account.signOut}
              </>
            ),
          },
        ]}
        onChoose={() => session.signOut()}
      >
        <Avatar name={user.name} size="small" />
        <span class="bar-name">{user.name}</span>
        <Icon name="chevronDown" />
      </Menu>
    </header>
  );
}

/** A button, not a link: the hash is the page's address. */
function focusContent(): void {
  document.getElementById('content')?.focus();
}
