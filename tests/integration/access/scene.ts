import { api } from '../../support/clients.ts';
import { type InProcess, type InProcessOptions, startInProcess } from '../../support/inProcess.ts';
import { demoPassword } from '../../support/server.ts';

export const acme = 'global/acme';

export interface Answered {
  number: string;
  id: string;
  code?: string;
  detail?: string;
  errors?: { path: string }[];
  items: Record<string, unknown>[];
  [field: string]: unknown;
}

/** Staff of the demo, and staff of one domain below. */
export interface Scene extends InProcess {
  /** As somebody of `people`, or with a token of one's own; null: without. */
  ask(who: string | null, method: string, path: string, body?: unknown): ReturnType<typeof api<Answered>>;
  token(who: string): string;
  /** An interaction that its opener holds. */
  opens(who: string, name: string): Promise<Answered>;
}

const people = ['agent1', 'agent2', 'supervisor', 'author', 'admin', 'acmeagent', 'acmesupervisor'];

export async function openScene(options: InProcessOptions = {}): Promise<Scene> {
  const node = await startInProcess(options);
  const tokens = new Map<string, string>();
  const ask: Scene['ask'] = (who, method, path, body) =>
    api<Answered>(node.url, path, who === null ? null : (tokens.get(who) ?? who), {
      method,
      ...(body === undefined ? {} : { body }),
    });
  tokens.set('admin', await node.login('admin@example.com'));
  for (const [name, roles] of [
    ['acmeagent', ['agent']],
    ['acmesupervisor', ['agent', 'supervisor']],
  ] as const) {
    const account = { email: `${name}@example.com`, name, password: demoPassword, roles, domain: acme };
    const made = await ask('admin', 'POST', '/agents', { ...account, queues: ['service_desk'], capacity: 9 });
    if (made.status !== 201) throw new Error(JSON.stringify(made));
  }
  for (const one of people) tokens.set(one, await node.login(`${one}@example.com`));
  return {
    ...node,
    ask,
    token: (who) => tokens.get(who) ?? '',
    async opens(who, name) {
      const wish = { type: 'walk_up', openedFor: { name }, shortDescription: `Badge of ${name}` };
      const { status, body } = await ask(who, 'POST', '/interactions', wish);
      if (status !== 201) throw new Error(JSON.stringify(body));
      return body;
    },
  };
}
