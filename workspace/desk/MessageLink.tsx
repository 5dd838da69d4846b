import type { ComponentChildren } from 'preact';
import { safeUrl } from '../../contracts/safeUrl.ts';

/** A link out of a message; only its words when it would do more than lead somewhere. */
export function MessageLink({ url, children }: { url: string; children: ComponentChildren }) {
  const target = safeUrl(url, location.href);
  if (target === undefined) return <span>{children}</span>;
  return (
    <a href={target} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
