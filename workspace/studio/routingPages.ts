/** How live work is given out: queues and what they are made of. Loaded when it is opened. */
export { RoutingPage } from './routing/RoutingPage.tsx';
