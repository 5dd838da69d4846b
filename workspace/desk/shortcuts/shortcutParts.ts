/** What is opened by a key or from the bar. Loaded when it first is. */
export { NotifyDialog } from '../notify/NotifyDialog.tsx';
export { HelpDialog } from './HelpDialog.tsx';
export { JumpDialog } from './JumpDialog.tsx';
