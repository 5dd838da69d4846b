import { AppError } from '../../contracts/errors.ts';
import { topicSchema } from '../../contracts/topic.ts';
import type { HandoffDeps } from '../../handoff/handoff.ts';
import { queueNamed } from '../../handoff/routing/queueNamed.ts';
import type { Catalog } from '../../topics/catalog.ts';
import { markedStrings } from '../../topics/validation/markedStrings.ts';

export type UsedByDeps = Pick<HandoffDeps, 'agents' | 'queues' | 'definitions' | 'workItems'> & {
  topics: { catalog(): Pick<Catalog, 'current'> };
};

/** So many of those who use something are named; the rest is counted. */
const mostNamed = 5;

/** Who uses what an administrator is about to remove, in words: "the queue Network". None: it may go. */
export interface UsedBy {
  queue(id: string): Promise<string[]>;
  rule(id: string): Promise<string[]>;
  schedule(id: string): Promise<string[]>;
  skill(id: string): Promise<string[]>;
}

export function createUsedBy({ agents, queues, definitions, workItems, topics }: UsedByDeps): UsedBy {
  async function queuesThat(use: (queue: Awaited<ReturnType<typeof queues.all>>[number]) => boolean) {
    return (await queues.all()).filter(use).map(({ name }) => `the queue ${name}`);
  }
  async function agentsThat(use: (agent: Awaited<ReturnType<typeof agents.list>>[number]) => boolean) {
    const users: string[] = [];
    for (let after = ''; ; ) {
      const some = await agents.list(after, 200);
      users.push(...some.filter(use).map(({ name }) => `the agent ${name}`));
      const last = some.at(-1);
      if (last === undefined || some.length < 200) return users;
      after = last.id;
    }
  }
  return {
    async queue(id) {
      const waiting = await workItems.countWaiting([id]);
      const all = await queues.all();
      const names = (topic: unknown) =>
        markedStrings(topicSchema, topic).some(
          ({ holds, text }) => holds === 'queue' && queueNamed(all, text)?.id === id,
        );
      return [
        ...(waiting === 0 ? [] : [`work that waits in it (${waiting})`]),
        ...(await queuesThat(({ ladder }) =>
          ladder.some((rung) => rung.kind === 'queue' && rung.queue === id),
        )),
        ...(await agentsThat((agent) => agent.queues.includes(id))),
        ...(await definitions.responses.all())
          .filter((response) => response.queues.includes(id))
          .map(({ title }) => `the response ${title}`),
        // Whoever asks for a person in such a topic would be refused.
        ...topics
          .catalog()
          .current()
          .filter(({ definition }) => names(definition))
          .map(({ definition }) => `the topic ${definition.title}`),
      ];
    },
    rule: (id) => queuesThat(({ rule, pools }) => rule === id || pools.some((pool) => pool.rule === id)),
    schedule: (id) => queuesThat(({ schedule }) => schedule === id),
    skill: (id) => agentsThat(({ skills }) => skills.some(({ skill }) => skill === id)),
  };
}

/** @throws AppError `conflict` that names the users. */
export function refuseUsed(what: string, users: readonly string[]): void {
  if (users.length === 0) return;
  const more = users.length - mostNamed;
  const named = users.slice(0, mostNamed).join(', ');
  throw new AppError('conflict', `the ${what} is used by ${named}${more > 0 ? ` and ${more} more` : ''}`);
}
