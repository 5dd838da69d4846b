/** What only admins set up and see: secrets of other systems, who may see what, what is kept. Loaded when it is opened. */
export { AccessPage } from './access/AccessPage.tsx';
export { AuditPage } from './access/AuditPage.tsx';
export { ConnectionsPage } from './connections/ConnectionsPage.tsx';
export { PrivacyPage } from './privacy/PrivacyPage.tsx';
