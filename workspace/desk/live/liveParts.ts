/** A conversation and what is done with it. Loaded after the desk is on the screen. */
export { ConversationView } from '../ConversationView.tsx';
export { ObserveButton } from './ObserveButton.tsx';
