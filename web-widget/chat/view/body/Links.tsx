import type { JSX } from 'preact';
import { useChat } from '../chatContext.ts';
import { Icon } from '../Icon.tsx';
import { OutLink } from './OutLink.tsx';

/** Links that a message offers, one below the other. */
export function Links({ links }: { links: { url: string; label: string }[] }): JSX.Element {
  const { settings } = useChat();
  return (
    <ul class="links">
      {links.map(({ url, label }) => (
        <li key={url}>
          <OutLink class="link" url={url} origin={settings.origin}>
            <span>{label || url}</span>
            <Icon name="away" />
          </OutLink>
        </li>
      ))}
    </ul>
  );
}
