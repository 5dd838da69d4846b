import { useId, useState } from 'preact/hooks';
import type { Schedule } from '../../../../contracts/handoff.ts';
import { Badge } from '../../../design/Badge.tsx';
import { Button } from '../../../design/Button.tsx';
import { Field } from '../../../design/Field.tsx';
import { useRouting } from '../../../messages/routing.ts';
import { useFieldError } from '../fieldErrors.ts';
import { formatHours, fromMidnight, toMidnight, week } from './hours.ts';

interface HoursEditorProps {
  /** Of the hours, as the server names them; with its dot. */
  path: string;
  value: Schedule;
  onChange: (value: Schedule) => void;
}

const fresh = { from: '08:00', to: '17:00' };

/** The hours of a week in a time zone, and the days on which they do not count. */
export function HoursEditor({ path, value, onChange }: HoursEditorProps) {
  const { hours: texts } = useRouting();
  const zones = useId();
  const zoneError = useFieldError(`${path}timeZone`);
  const hoursError = useFieldError(`${path}hours`, true);
  const change = (changed: Partial<Schedule>) => onChange({ ...value, ...changed });
  const changeSpan = (at: number, changed: Partial<Schedule['hours'][number]>) =>
    change({ hours: value.hours.map((span, i) => (i === at ? { ...span, ...changed } : span)) });
  const monday = value.hours.filter(({ day }) => day === 1);
  return (
    <>
      <Field label={texts.timeZone} error={zoneError}>
        {(ids) => (
          <>
            <input
              {...ids}
              class="input"
              list={zones}
              required
              maxLength={64}
              value={value.timeZone}
              onInput={(event) => change({ timeZone: event.currentTarget.value.trim() })}
            />
            <datalist id={zones}>
              {Intl.supportedValuesOf('timeZone').map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <fieldset class="form-part">
        <legend>{texts.week}</legend>
        <p class="muted small">{texts.overnight}</p>
        <ul class="week">
          {week.map((day) => {
            const name = texts.days[day] ?? '';
            const spans = value.hours.map((span, at) => ({ ...span, at })).filter((span) => span.day === day);
            return (
              <li key={day}>
                <span class="week-day">{name}</span>
                <span class="week-spans">
                  {spans.length === 0 && <span class="muted">{texts.closed}</span>}
                  {spans.map(({ at, from, to }) => (
                    <span class="week-span" key={at}>
                      <input
                        class="input"
                        type="time"
                        required
                        aria-label={texts.from(name)}
                        value={from}
                        onInput={(event) => changeSpan(at, { from: event.currentTarget.value })}
                      />
                      <span aria-hidden="true">–</span>
                      <input
                        class="input"
                        type="time"
                        required
                        aria-label={texts.to(name)}
                        value={fromMidnight(to)}
                        onInput={(event) => changeSpan(at, { to: toMidnight(event.currentTarget.value) })}
                      />
                      <Button
                        look="quiet"
                        icon="trash"
                        iconOnly
                        onClick={() => change({ hours: value.hours.filter((_, i) => i !== at) })}
                      >
                        {texts.take(name, formatHours({ from, to }))}
                      </Button>
                    </span>
                  ))}
                </span>
                <Button
                  small
                  look="quiet"
                  icon="plus"
                  iconOnly
                  onClick={() => change({ hours: [...value.hours, { day, ...fresh }] })}
                >
                  {texts.add(name)}
                </Button>
              </li>
            );
          })}
        </ul>
        {hoursError !== null && <p class="field-error">{hoursError}</p>}
        {monday.length > 0 && (
          <Button
            small
            icon="copy"
            onClick={() =>
              change({
                hours: [
                  ...[1, 2, 3, 4, 5].flatMap((day) => monday.map((span) => ({ ...span, day }))),
                  ...value.hours.filter(({ day }) => day === 0 || day === 6),
                ],
              })
            }
          >
            {texts.copy}
          </Button>
        )}
      </fieldset>
      <Holidays days={value.holidays} onChange={(holidays) => change({ holidays })} />
    </>
  );
}

function Holidays({ days, onChange }: { days: readonly string[]; onChange: (days: string[]) => void }) {
  const { hours: texts } = useRouting();
  const [day, setDay] = useState('');
  return (
    <fieldset class="form-part">
      <legend>{texts.holidays}</legend>
      <p class="muted small">{texts.holidaysHint}</p>
      {days.length > 0 && (
        <ul class="holidays">
          {days.map((each) => (
            <li key={each} class="holiday">
              <Badge icon="calendar">{each}</Badge>
              <Button
                small
                look="quiet"
                icon="close"
                iconOnly
                onClick={() => onChange(days.filter((one) => one !== each))}
              >
                {texts.takeHoliday(each)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div class="add-language">
        <Field label={texts.holiday}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              type="date"
              value={day}
              onInput={(event) => setDay(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button
          icon="plus"
          disabled={day === '' || days.includes(day)}
          onClick={() => {
            onChange([...days, day].sort());
            setDay('');
          }}
        >
          {texts.addHoliday}
        </Button>
      </div>
    </fieldset>
  );
}
