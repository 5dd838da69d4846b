import type { ComponentChildren } from 'preact';
import { Avatar } from '../design/Avatar.tsx';
import { Icon } from '../design/Icon.tsx';
import { Menu } from '../design/Menu.tsx';
import { useMessages } from '../messages/language.ts';
import { type Destination, mayUse } from '../signIn/mayUse.ts';
import { LanguageMenu } from './LanguageMenu.tsx';
import { Logo } from './Logo.tsx';
import { themes } from './theme.ts';
import { useSignedIn, useWorkspace } from './workspace.ts';

const pages = [
  // With a hash, so that from one to the other the page stays.
  { name: 'desk', href: '/workspace#/' },
  { name: 'live', href: '/workspace#/live' },
  { name: 'studio', href: '/studio' },
] as const;

interface TopBarProps {
  children?: ComponentChildren;
  current?: Destination;
  /** Buttons of the page, beside those of every page. */
  tools?: ComponentChildren;
}

/** The bar over both pages: where one is, where one may go, and who one is. */
export function TopBar({ children, current, tools }: TopBarProps) {
  const { page, session, theme } = useWorkspace();
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
      {tools}
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
          ...themes.map((value) => ({
            value,
            chosen: value === theme.name.value,
            content: (
              <>
                <Icon name={themeIcons[value]} />
                <span class="menu-item-text">{messages.account.themes[value]}</span>
                {value === theme.name.value && <Icon name="check" />}
              </>
            ),
          })),
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
        onChoose={(value) => {
          const chosen = themes.find((each) => each === value);
          if (chosen === undefined) session.signOut();
          else theme.choose(chosen);
        }}
      >
        <Avatar name={user.name} size="small" />
        <span class="bar-name">{user.name}</span>
        <Icon name="chevronDown" />
      </Menu>
    </header>
  );
}

const themeIcons = { system: 'contrast', light: 'sun', dark: 'moon' } as const;

/** A button, not a link: the hash is the page's address. */
function focusContent(): void {
  document.getElementById('content')?.focus();
}
