import { interactionTypes } from '../../../../contracts/states.ts';
import type { RoutingLists } from '../../../api/routing.ts';
import { useMessages } from '../../../messages/language.ts';
import { useRouting } from '../../../messages/routing.ts';
import { CheckField } from '../fields/CheckField.tsx';
import { CheckList } from '../fields/CheckList.tsx';
import { ChoiceField } from '../fields/ChoiceField.tsx';
import { HoursEditor } from '../fields/HoursEditor.tsx';
import { NumberField } from '../fields/NumberField.tsx';
import { newSchedule } from '../fields/newSchedule.ts';
import { TextField } from '../fields/TextField.tsx';
import { QueueCard } from './QueueCard.tsx';
import type { QueuePartProps } from './queueDraft.ts';

interface QueueBasicsProps extends QueuePartProps {
  schedules: readonly RoutingLists['schedules'][];
  /** It is the default queue until another one is. */
  wasDefault: boolean;
}

/** No id has such a character. */
const own = '+';

/** What the queue is called, what comes to it, and when it is open. */
export function QueueBasics({ draft, change, schedules, wasDefault }: QueueBasicsProps) {
  const messages = useMessages();
  const texts = useRouting();
  const { queues } = texts;
  const { schedule } = draft;
  return (
    <QueueCard title={queues.basics}>
      <div class="form-grid">
        <TextField
          label={texts.name}
          path="name"
          required
          maxLength={80}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <NumberField
          label={queues.order}
          path="order"
          hint={queues.orderHint}
          min={0}
          max={100_000}
          empty={0}
          value={draft.order}
          onChange={(order) => change({ order })}
        />
      </div>
      <CheckField
        label={texts.active}
        path="active"
        checked={draft.active}
        onChange={(active) => change({ active })}
      />
      {wasDefault ? (
        <p class="muted small">{`${queues.defaultLabel}. ${queues.defaultHint}`}</p>
      ) : (
        <CheckField
          label={queues.defaultLabel}
          path="isDefault"
          hint={queues.defaultHint}
          checked={draft.isDefault}
          onChange={(isDefault) => change({ isDefault })}
        />
      )}
      <CheckList
        label={queues.types}
        path="types"
        hint={queues.typesHint}
        values={draft.types}
        choices={interactionTypes.map((value) => ({ value, label: messages.types[value] }))}
        onChange={(types) => change({ types })}
      />
      <TextField
        label={queues.when}
        path="when"
        hint={queues.whenHint}
        mono
        rows={2}
        maxLength={2_000}
        value={draft.when ?? ''}
        onChange={(when) => change({ when: when.trim() === '' ? null : when })}
      />
      <ChoiceField
        label={queues.schedule}
        path="schedule"
        value={schedule === null ? '' : typeof schedule === 'string' ? schedule : own}
        none={texts.always}
        choices={[
          ...schedules.map(({ id, name }) => ({ value: id, label: name })),
          { value: own, label: texts.ownHours },
        ]}
        onChoose={(chosen) => change({ schedule: chosen === own ? newSchedule() : chosen })}
      />
      {schedule !== null && typeof schedule !== 'string' && (
        <HoursEditor
          path="schedule."
          value={schedule}
          onChange={(changed) => change({ schedule: changed })}
        />
      )}
    </QueueCard>
  );
}
