import type { ComponentChildren } from 'preact';
import { Later } from '../../shell/Later.tsx';

/** What is done with a task, once its code is there. */
export function TaskWork({
  children,
}: {
  children: (work: typeof import('./taskParts.ts')) => ComponentChildren;
}) {
  return (
    <Later name="tasks" load={() => import('./taskParts.ts')}>
      {children}
    </Later>
  );
}
