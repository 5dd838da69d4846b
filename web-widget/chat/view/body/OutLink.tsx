import type { ComponentChildren, JSX } from 'preact';
import { safeUrl } from '../../../../contracts/safeUrl.ts';
import { useChat } from '../chatContext.ts';

/** A link out of the chat. An address that would do more than lead somewhere stays text. */
export function OutLink({
  url,
  origin,
  class: name,
  children,
}: {
  url: string;
  origin: string;
  class?: string;
  children: ComponentChildren;
}): JSX.Element {
  const { texts } = useChat();
  const href = safeUrl(url, origin);
  if (href === undefined) return <span class={name}>{children}</span>;
  return (
    <a class={name} href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <span class="for-ears"> ({texts.opensInNewTab})</span>
    </a>
  );
}
