import { createReferences, type ReferenceDeps } from '../routing/references.ts';
import { createUsedBy, type UsedByDeps } from '../routing/usedBy.ts';
import { type AgentRouteDeps, addAgentRoutes } from './agentRoutes.ts';
import { addDefinitionRoutes, type DefinitionRouteDeps } from './definitionRoutes.ts';
import { addDeskRoutes, type DeskDeps } from './deskRoutes.ts';
import { addQueueRoutes, type QueueRouteDeps } from './queueRoutes.ts';
import type { Routes } from './route.ts';

export type HandoffRouteDeps = AgentRouteDeps &
  DefinitionRouteDeps &
  DeskDeps &
  QueueRouteDeps &
  Omit<ReferenceDeps, 'topicNames'> &
  UsedByDeps;

/** What administrators say about live handoff, and what of it the desk of an agent offers. */
export function addHandoffRoutes(routes: Routes, deps: HandoffRouteDeps): void {
  const topicNames = () =>
    deps.topics
      .catalog()
      .current()
      .map(({ name }) => name);
  const checked = {
    ...deps,
    references: createReferences({ ...deps, topicNames }),
    usedBy: createUsedBy(deps),
  };
  addQueueRoutes(routes, checked);
  addAgentRoutes(routes, checked);
  addDefinitionRoutes(routes, checked);
  addDeskRoutes(routes, deps);
}
