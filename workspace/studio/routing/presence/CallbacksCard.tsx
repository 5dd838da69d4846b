import { useState } from 'preact/hooks';
import { useRouting } from '../../../messages/routing.ts';
import { LinesField } from '../fields/LinesField.tsx';
import { NumberField } from '../fields/NumberField.tsx';
import { RoutingSettings, type SettingsPartProps } from './RoutingSettings.tsx';

/** How often somebody is called back, and for how long it is tried (domain D3). */
export function CallbacksCard({ settings, onSaved }: SettingsPartProps) {
  const texts = useRouting();
  const { presence } = texts;
  const [draft, setDraft] = useState(settings.callbacks);
  const fields = [
    { key: 'attempts', label: presence.attempts, max: 20 },
    { key: 'retrySeconds', label: texts.seconds(presence.retry), max: 31_536_000 },
    { key: 'timeoutSeconds', label: texts.seconds(presence.giveUp), max: 31_536_000 },
    { key: 'mostDaysAhead', label: presence.mostDaysAhead, max: 366 },
  ] as const;
  return (
    <RoutingSettings
      title={presence.callbacks}
      lead={presence.callbacksLead}
      group="callbacks"
      settings={settings}
      changes={draft}
      onSaved={onSaved}
    >
      <div class="form-grid form-grid-3">
        {fields.map(({ key, label, max }) => (
          <NumberField
            key={key}
            label={label}
            path={`callbacks.${key}`}
            min={1}
            max={max}
            empty={1}
            value={draft[key]}
            onChange={(value) => setDraft({ ...draft, [key]: value })}
          />
        ))}
      </div>
      <LinesField
        label={presence.countries}
        path="callbacks.countries"
        hint={presence.countriesHint}
        values={draft.countries}
        onChange={(countries) => setDraft({ ...draft, countries })}
      />
    </RoutingSettings>
  );
}
