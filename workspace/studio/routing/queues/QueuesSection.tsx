import type { Queue } from '../../../../contracts/handoff.ts';
import { listAll } from '../../../api/routing.ts';
import { Badge } from '../../../design/Badge.tsx';
import { formatDuration } from '../../../format/duration.ts';
import { useRouting } from '../../../messages/routing.ts';
import { Later } from '../../../shell/Later.tsx';
import { useWorkspace } from '../../../shell/workspace.ts';
import { formatRoute, newQueue } from '../../route.ts';
import { RoutingList } from '../RoutingList.tsx';

/** The queues in the order in which they are served. */
export function QueuesSection() {
  const { window, session } = useWorkspace();
  const texts = useRouting();
  const { sections, queues } = texts;
  const load = () => Promise.all([listAll(session.api, 'schedules'), listAll(session.api, 'agents')]);
  const hoursOf = ({ schedule }: Queue, schedules: readonly { id: string; name: string }[]) =>
    schedule === null
      ? texts.always
      : typeof schedule === 'string'
        ? (schedules.find(({ id }) => id === schedule)?.name ?? schedule)
        : texts.ownHours;
  return (
    <Later name="queues" load={load}>
      {([schedules, agents]) => (
        <RoutingList
          path="queues"
          title={sections.queues}
          texts={queues}
          nameOf={({ name }) => name}
          under={({ isDefault, active }) => (
            <>
              {isDefault && <Badge tone="accent">{queues.isDefault}</Badge>}
              {!active && <Badge>{texts.inactive}</Badge>}
            </>
          )}
          removable={({ isDefault }) => !isDefault}
          onOpen={(queue) => {
            window.location.hash = formatRoute({
              page: 'routing',
              section: 'queues',
              queue: queue?.id ?? newQueue,
            });
          }}
          columns={() => [
            { key: 'order', title: queues.order, number: true, cell: ({ order }) => order },
            { key: 'hours', title: queues.hours, cell: (queue) => hoursOf(queue, schedules) },
            {
              key: 'who',
              title: queues.who,
              cell: ({ id, pools }) => {
                const listed = agents.filter((agent) => agent.queues.includes(id)).length;
                const groups = pools.flatMap((pool) => pool.groups).join(', ');
                return listed === 0 && groups === '' ? (
                  <Badge tone="warn" icon="warning">
                    {queues.nobody}
                  </Badge>
                ) : (
                  queues.whoOf(listed, groups)
                );
              },
            },
            {
              key: 'wait',
              title: queues.wait,
              cell: ({ maxWaitSeconds }) => (maxWaitSeconds === null ? '–' : formatDuration(maxWaitSeconds)),
            },
          ]}
        />
      )}
    </Later>
  );
}
