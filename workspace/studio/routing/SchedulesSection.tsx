import { useState } from 'preact/hooks';
import type { NamedSchedule, Schedule } from '../../../contracts/handoff.ts';
import { useRouting } from '../../messages/routing.ts';
import { HoursEditor } from './fields/HoursEditor.tsx';
import { describeHours } from './fields/hours.ts';
import { newSchedule } from './fields/newSchedule.ts';
import { TextField } from './fields/TextField.tsx';
import { RoutingDialog } from './RoutingDialog.tsx';
import { RoutingList } from './RoutingList.tsx';

/** When queues are open. */
export function SchedulesSection() {
  const { sections, schedules, hours } = useRouting();
  return (
    <RoutingList
      path="schedules"
      title={sections.schedules}
      texts={schedules}
      nameOf={({ name }) => name}
      under={({ timeZone }) => timeZone}
      columns={() => [
        {
          key: 'hours',
          title: schedules.hours,
          cell: (schedule) => describeHours(schedule, hours.days) || hours.closed,
        },
        { key: 'holidays', title: schedules.holidays, cell: ({ holidays }) => holidays.length, number: true },
      ]}
      dialog={(schedule, onClose, onSaved) => (
        <ScheduleDialog schedule={schedule} onClose={onClose} onSaved={onSaved} />
      )}
    />
  );
}

function ScheduleDialog(props: { schedule: NamedSchedule | null; onClose: () => void; onSaved: () => void }) {
  const { schedule, onClose, onSaved } = props;
  const texts = useRouting();
  const [name, setName] = useState(schedule?.name ?? '');
  const [hours, setHours] = useState<Schedule>(() => schedule ?? newSchedule());
  const { timeZone, hours: spans, holidays } = hours;
  return (
    <RoutingDialog
      path="schedules"
      title={schedule === null ? texts.schedules.create : texts.edit(schedule.name)}
      id={schedule?.id ?? null}
      body={{ name, timeZone, hours: spans, holidays }}
      onClose={onClose}
      onSaved={onSaved}
    >
      <TextField label={texts.name} path="name" required maxLength={80} value={name} onChange={setName} />
      <HoursEditor path="" value={hours} onChange={setHours} />
    </RoutingDialog>
  );
}
