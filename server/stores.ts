import { createAgents } from '../handoff/agents.store.ts';
import { createHandoffDefinitions } from '../handoff/routing/definitions.store.ts';
import { createQueues } from '../handoff/routing/queues.store.ts';
import { createCallbacks } from '../handoff/waiting/callbacks.store.ts';
import { createWorkItems } from '../handoff/workItems.store.ts';
import { createCounters } from '../interactions/counters.store.ts';
import { createAttachmentEntries } from '../interactions/files/attachments.store.ts';
import { createInsights } from '../interactions/insights.store.ts';
import { createInteractions } from '../interactions/interactions.store.ts';
import { createChannelProfiles } from '../interactions/people/channelProfiles.store.ts';
import { createRecords } from '../interactions/records/records.store.ts';
import { createDeletionProofs } from '../interactions/retention/deletionProofs.store.ts';
import { createRemains } from '../interactions/retention/remains.store.ts';
import { createTurns } from '../interactions/turns.store.ts';
import type { StoreConnection } from '../store/connect.ts';
import { syncIndexes } from '../store/syncIndexes.ts';
import { createCatalogRevision } from '../topics/catalogRevision.store.ts';
import { createDrafts } from '../topics/drafts.store.ts';
import { createExperiences } from '../topics/experiences.store.ts';
import { createTopicVersions } from '../topics/topicVersions.store.ts';
import { createAccessRulesStore } from './access/accessRules.store.ts';
import { createAccounts } from './accounts.store.ts';
import { createAudit } from './audit.store.ts';
import { createBoardReads } from './board/boardReads.store.ts';
import { createConnections } from './connections.store.ts';
import { createGuestPresence } from './guestPresence.store.ts';
import { createMails } from './mail/mails.store.ts';
import { createNodes } from './nodes.store.ts';
import { createErasures } from './privacy/erasures.store.ts';
import { createPersonalData } from './privacy/personalData.store.ts';
import { createSettingsStore } from './settings.store.ts';
import { createViews } from './views.store.ts';

export type Stores = Awaited<ReturnType<typeof openStores>>;

/** Everything that is kept, on one connection, with its indexes built, which `through` waits for (connectPatiently). */
export async function openStores(connection: StoreConnection, through = connection) {
  const counters = createCounters(connection);
  const stores = {
    counters,
    turns: createTurns(connection),
    attachmentEntries: createAttachmentEntries(connection),
    interactions: createInteractions(connection),
    records: createRecords(connection, counters),
    insights: createInsights(connection),
    proofs: createDeletionProofs(connection),
    remains: createRemains(connection),
    erasures: createErasures(connection),
    personalData: createPersonalData(connection),
    profiles: createChannelProfiles(connection),
    queues: createQueues(connection),
    definitions: createHandoffDefinitions(connection),
    agents: createAgents(connection),
    workItems: createWorkItems(connection),
    callbacks: createCallbacks(connection),
    topicVersions: createTopicVersions(connection),
    drafts: createDrafts(connection),
    experiences: createExperiences(connection),
    catalogRevision: createCatalogRevision(connection),
    accounts: createAccounts(connection),
    accessRules: createAccessRulesStore(connection),
    audit: createAudit(connection),
    connections: createConnections(connection),
    mails: createMails(connection),
    nodes: createNodes(connection),
    guestPresence: createGuestPresence(connection),
    settings: createSettingsStore(connection),
    boardReads: createBoardReads(connection),
    views: createViews(connection),
  };
  await syncIndexes(connection, through);
  await stores.records.fillWords();
  return stores;
}
