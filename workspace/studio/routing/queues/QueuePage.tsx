import { listAll } from '../../../api/routing.ts';
import { listTopics } from '../../../api/topics.ts';
import { EmptyState } from '../../../design/EmptyState.tsx';
import { useRouting } from '../../../messages/routing.ts';
import { Later } from '../../../shell/Later.tsx';
import { useWorkspace } from '../../../shell/workspace.ts';
import { formatRoute, newQueue } from '../../route.ts';
import { type QueueChoices, QueueForm } from './QueueForm.tsx';

/** One queue, or a new one. */
export function QueuePage({ id }: { id: string }) {
  const { session } = useWorkspace();
  const texts = useRouting();
  const { api } = session;
  async function load(): Promise<QueueChoices> {
    const [queues, schedules, rules, agents, topics] = await Promise.all([
      listAll(api, 'queues'),
      listAll(api, 'schedules'),
      listAll(api, 'assignment-rules'),
      listAll(api, 'agents'),
      listTopics(api),
    ]);
    const published = topics.items.filter(({ version, type }) => version !== null && type === 'topic');
    return {
      queues,
      schedules,
      rules,
      agents,
      topics: published.map(({ name, title }) => ({ value: name, label: title })),
    };
  }
  return (
    <Later name={id} load={load}>
      {(choices) => {
        const queue = choices.queues.find((one) => one.id === id) ?? null;
        return queue === null && id !== newQueue ? (
          <EmptyState icon="search" title={texts.gone} text="">
            <a class="btn btn-secondary" href={formatRoute({ page: 'routing', section: 'queues' })}>
              {texts.toQueues}
            </a>
          </EmptyState>
        ) : (
          <QueueForm queue={queue} choices={choices} />
        );
      }}
    </Later>
  );
}
