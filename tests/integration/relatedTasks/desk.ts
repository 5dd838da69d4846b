import type { InteractionLogEntry } from '../../../contracts/header.ts';
import type { RecordView, RelatedTaskView } from '../../../contracts/http.ts';
import { type AgentClient, api, openAgent, openRequester, type Requester } from '../../support/clients.ts';
import type { InProcess } from '../../support/inProcess.ts';

export interface Refused {
  code: string;
  errors?: { path: string; message: string }[];
}

/** An agent who holds a live conversation, with the HTTP calls that their desk makes. */
export interface AtWork {
  agent: AgentClient;
  requester: Requester;
  number: string;
  call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
  tasks(): Promise<RelatedTaskView[]>;
  /** The record lines of the interaction log: outcome and number. */
  logged(): Promise<string[]>;
  record(table: string, id: string, more?: string): Promise<RecordView>;
  done(): void;
}

export async function holdConversation(node: InProcess, words: string): Promise<AtWork> {
  const agent = await openAgent(node.url, await node.login('agent1@example.com'));
  await agent.is('available');
  const requester = await openRequester(node.url);
  const number = requester.session.interactionNumber;
  await requester.says(words);
  await requester.becomes('queue');
  await agent.accepts(await agent.isOffered(number));
  await requester.becomes('agent');
  const call = <T>(method: string, path: string, body?: unknown) =>
    api<T>(node.url, path, agent.token, { method, body });
  return {
    agent,
    requester,
    number,
    call,
    tasks: async () =>
      (await call<{ items: RelatedTaskView[] }>('GET', `/interactions/${number}/related-tasks`)).body.items,
    async logged() {
      const answer = await api<{ items: InteractionLogEntry[] }>(
        node.url,
        `/interactions/${number}/logs`,
        agent.token,
      );
      return answer.body.items
        .filter(({ kind }) => kind === 'record')
        .map(({ outcome, output }) => `${outcome} ${output}`);
    },
    record: async (table, id, more = '') =>
      (await call<RecordView>('GET', `/tables/${table}/records/${id}${more}`)).body,
    done() {
      agent.leave();
      requester.leave();
    },
  };
}
