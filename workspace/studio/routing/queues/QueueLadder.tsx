import type { RoutingLists } from '../../../api/routing.ts';
import { useRouting } from '../../../messages/routing.ts';
import { ChoiceField } from '../fields/ChoiceField.tsx';
import { NumberField } from '../fields/NumberField.tsx';
import { RowList } from '../fields/RowList.tsx';
import { type QueuePartProps, rungKinds, rungOf } from './queueDraft.ts';

interface QueueLadderProps extends QueuePartProps {
  queues: readonly RoutingLists['queues'][];
  topics: readonly { value: string; label: string }[];
}

/** What follows when the wait is too long, rung by rung (domain F7 4). */
export function QueueLadder({ draft, change, queues: others, topics }: QueueLadderProps) {
  const texts = useRouting();
  const { queues } = texts;
  return (
    <RowList
      legend={queues.ladder}
      hint={draft.maxWaitSeconds === null ? `${queues.ladderHint} ${queues.ladderOff}` : queues.ladderHint}
      what={queues.rung}
      items={draft.ladder}
      onChange={(ladder) => change({ ladder })}
      add={queues.addRung}
      make={() => rungOf('leave_message')}
      most={10}
      ordered
    >
      {(rung, changeRung, at) => (
        <div class="form-grid">
          <ChoiceField
            label={queues.what}
            value={rung.kind}
            choices={rungKinds.map((value) => ({ value, label: queues.rungs[value] }))}
            onChoose={(kind) => kind !== null && changeRung(rungOf(kind))}
          />
          {rung.kind === 'queue' && (
            <ChoiceField
              label={queues.otherQueue}
              path={`ladder.${at}.queue`}
              value={rung.queue}
              none="–"
              choices={others.map(({ id, name }) => ({ value: id, label: name }))}
              onChoose={(queue) => changeRung({ ...rung, queue: queue ?? '' })}
            />
          )}
          {(rung.kind === 'queue' || rung.kind === 'wait') && (
            <NumberField
              label={texts.seconds(queues.rungSeconds)}
              path={`ladder.${at}.seconds`}
              min={1}
              empty={300}
              value={rung.seconds}
              onChange={(seconds) => changeRung({ ...rung, seconds })}
            />
          )}
          {rung.kind === 'topic' && (
            <ChoiceField
              label={queues.topic}
              path={`ladder.${at}.topic`}
              value={rung.topic}
              none="–"
              choices={topics}
              onChoose={(topic) => changeRung({ ...rung, topic: topic ?? '' })}
            />
          )}
        </div>
      )}
    </RowList>
  );
}
