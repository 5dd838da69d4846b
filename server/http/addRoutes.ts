import type { Insights } from '../../interactions/insights.store.ts';
import type { ReadBoard } from '../board/readBoard.ts';
import type { StartDeps } from '../startConversation.ts';
import { type AccessRouteDeps, addAccessRoutes } from './accessRoutes.ts';
import { type AttachmentDeps, addAttachmentRoutes } from './attachmentRoutes.ts';
import { addAuditRoutes } from './auditRoutes.ts';
import { type AuthDeps, addAuthRoutes } from './authRoutes.ts';
import { addBoardRoutes } from './boardRoutes.ts';
import { addChatRoutes } from './chatRoutes.ts';
import { addConnectionRoutes, type ConnectionRouteDeps } from './connectionRoutes.ts';
import { addDestinationRoutes, type DestinationDeps } from './destinationRoutes.ts';
import { addDiscoveryRoutes, type DiscoveryRouteDeps } from './discoveryRoutes.ts';
import { addExperienceRoutes, type ExperienceRouteDeps } from './experienceRoutes.ts';
import { addHandoffRoutes, type HandoffRouteDeps } from './handoffRoutes.ts';
import { addInsightRoutes } from './insightRoutes.ts';
import { addInteractionListRoutes, type InteractionListDeps } from './interactionListRoutes.ts';
import { addInteractionRoutes, type InteractionDeps } from './interactionRoutes.ts';
import { addLifecycleRoutes, type LifecycleDeps } from './lifecycleRoutes.ts';
import { addMailRoutes, type MailDeps } from './mailRoutes.ts';
import { addPeopleRoutes, type PeopleDeps } from './peopleRoutes.ts';
import { addPrivacyRoutes, type PrivacyDeps } from './privacyRoutes.ts';
import { addRecordRoutes, type RecordDeps } from './recordRoutes.ts';
import { addRelatedTaskRoutes, type RelatedTaskDeps } from './relatedTaskRoutes.ts';
import type { Routes } from './route.ts';
import { addRoutingRoutes, type RoutingDeps } from './routingRoutes.ts';
import { addSettingsRoutes, type SettingsDeps } from './settingsRoutes.ts';
import { addTopicRoutes, type TopicRouteDeps } from './topicRoutes.ts';
import { addTranscriptRoutes, type TranscriptDeps } from './transcriptRoutes.ts';
import { addViewRoutes, type ViewDeps } from './viewRoutes.ts';

/** What the routes need, each what its own file says. */
type RouteDeps = StartDeps & { insights: Insights } & AccessRouteDeps &
  AttachmentDeps &
  AuthDeps & { readBoard: ReadBoard } & ConnectionRouteDeps &
  DestinationDeps &
  DiscoveryRouteDeps &
  ExperienceRouteDeps &
  HandoffRouteDeps &
  InteractionListDeps &
  InteractionDeps &
  LifecycleDeps &
  MailDeps &
  PeopleDeps &
  PrivacyDeps &
  RecordDeps &
  RelatedTaskDeps &
  RoutingDeps &
  SettingsDeps &
  TopicRouteDeps &
  TranscriptDeps &
  ViewDeps;

/** All routes of `/api/v1`. */
export function addRoutes(routes: Routes, deps: RouteDeps): void {
  addAuthRoutes(routes, deps);
  addChatRoutes(routes, deps);
  addAttachmentRoutes(routes, deps);
  addInteractionListRoutes(routes, deps);
  addViewRoutes(routes, deps);
  addInteractionRoutes(routes, deps);
  addLifecycleRoutes(routes, deps);
  addDestinationRoutes(routes, deps);
  addAccessRoutes(routes, deps);
  addAuditRoutes(routes, deps);
  addTranscriptRoutes(routes, deps);
  addRoutingRoutes(routes, deps);
  addMailRoutes(routes, deps);
  addRelatedTaskRoutes(routes, deps);
  addInsightRoutes(routes, deps);
  addPeopleRoutes(routes, deps);
  addRecordRoutes(routes, deps);
  addPrivacyRoutes(routes, deps);
  addHandoffRoutes(routes, deps);
  addBoardRoutes(routes, deps);
  addDiscoveryRoutes(routes, deps);
  addTopicRoutes(routes, deps);
  addExperienceRoutes(routes, deps);
  addConnectionRoutes(routes, deps);
  addSettingsRoutes(routes, deps);
}
