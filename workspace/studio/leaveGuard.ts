import { createContext } from 'preact';
import type { Route } from './route.ts';

/** Asked before the page follows a new address: `false` keeps it where it is. */
export type LeaveGuard = (next: Route) => boolean;

/** Where a page with unsaved work puts its guard, and takes it away again. */
export const LeaveGuardContext = createContext<{ current: LeaveGuard | null }>({ current: null });
