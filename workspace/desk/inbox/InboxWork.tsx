import type { ComponentChildren } from 'preact';
import { Later } from '../../shell/Later.tsx';

/** What is in the inbox now and then, once its code is there. */
export function InboxWork({
  children,
}: {
  children: (work: typeof import('./inboxParts.ts')) => ComponentChildren;
}) {
  return (
    <Later name="inbox" load={() => import('./inboxParts.ts')}>
      {children}
    </Later>
  );
}
