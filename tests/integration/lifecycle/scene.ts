import type { InteractionHeader } from '../../../contracts/header.ts';
import { type AgentClient, api, openAgent, openRequester, type Requester } from '../../support/clients.ts';
import { type InProcess, type InProcessOptions, startInProcess } from '../../support/inProcess.ts';

const hour = 3_600;

/** A problem as HTTP answers it. */
export interface Refused {
  code: string;
  detail: string;
  errors?: { path: string; message: string }[];
}

/** A server, an agent at a desk, a supervisor who calls over HTTP, and requesters who come. */
export interface Scene {
  node: InProcess;
  agent: AgentClient;
  supervisor: string;
  /** Answers of routes that succeed are headers. */
  post<T = InteractionHeader>(
    path: string,
    token: string,
    body?: unknown,
  ): Promise<{ status: number; body: T }>;
  /** The record as a supervisor reads it. */
  record(number: string): Promise<InteractionHeader & { transcript: string | null }>;
  greeted(): Promise<Requester>;
  inQueue(): Promise<Requester>;
  withAgent(): Promise<Requester>;
  close(): Promise<void>;
}

export async function openScene(
  settings: Record<string, unknown> = {},
  options: Omit<InProcessOptions, 'settings'> = {},
): Promise<Scene> {
  const node = await startInProcess({
    ...options,
    settings: {
      survey: { probability: 0 },
      handoff: { leaseSeconds: hour },
      tokens: { userSeconds: 100 * hour, requesterSeconds: 100 * hour },
      ...settings,
    },
  });
  const agent = await openAgent(node.url, await node.login('agent1@example.com'));
  const supervisor = await node.login('supervisor@example.com');
  const scene: Scene = {
    node,
    agent,
    supervisor,
    post: (path, token, body = {}) => api(node.url, path, token, { method: 'POST', body }),
    async record(number) {
      const { body } = await api<InteractionHeader & { transcript: string | null }>(
        node.url,
        `/interactions/${number}`,
        supervisor,
      );
      return body;
    },
    async greeted() {
      const requester = await openRequester(node.url);
      await requester.hears(/pick one/);
      return requester;
    },
    async inQueue() {
      await agent.is('away');
      const requester = await scene.greeted();
      await requester.says('talk to a person');
      await requester.becomes('queue');
      return requester;
    },
    async withAgent() {
      const requester = await scene.inQueue();
      await agent.is('available');
      await agent.accepts(await agent.isOffered(requester.session.interactionNumber));
      await requester.becomes('agent');
      return requester;
    },
    async close() {
      agent.leave();
      await node.close();
    },
  };
  return scene;
}
