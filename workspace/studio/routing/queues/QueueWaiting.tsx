import type { RoutingLists } from '../../../api/routing.ts';
import { useRouting } from '../../../messages/routing.ts';
import { NumberField } from '../fields/NumberField.tsx';
import { QueueCard } from './QueueCard.tsx';
import { QueueLadder } from './QueueLadder.tsx';
import { QueueSteps } from './QueueSteps.tsx';
import type { QueuePartProps } from './queueDraft.ts';

interface QueueWaitingProps extends QueuePartProps {
  /** Where work may go on: the other queues. */
  queues: readonly RoutingLists['queues'][];
  topics: readonly { value: string; label: string }[];
}

/** How long work may wait, what happens meanwhile, and what follows when it is too long. */
export function QueueWaiting({ draft, change, queues: others, topics }: QueueWaitingProps) {
  const texts = useRouting();
  const { queues } = texts;
  return (
    <QueueCard title={queues.waiting}>
      <div class="form-grid">
        <NumberField
          label={texts.seconds(queues.target)}
          path="targetWaitSeconds"
          hint={queues.targetHint}
          min={1}
          empty={null}
          value={draft.targetWaitSeconds}
          onChange={(targetWaitSeconds) => change({ targetWaitSeconds })}
        />
        <NumberField
          label={texts.seconds(queues.max)}
          path="maxWaitSeconds"
          hint={queues.maxHint}
          min={1}
          empty={null}
          value={draft.maxWaitSeconds}
          onChange={(maxWaitSeconds) => change({ maxWaitSeconds })}
        />
      </div>
      <QueueSteps draft={draft} change={change} topics={topics} />
      <QueueLadder draft={draft} change={change} queues={others} topics={topics} />
    </QueueCard>
  );
}
