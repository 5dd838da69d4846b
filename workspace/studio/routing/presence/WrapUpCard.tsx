import { useState } from 'preact/hooks';
import { useRouting } from '../../../messages/routing.ts';
import { CheckField } from '../fields/CheckField.tsx';
import { LinesField } from '../fields/LinesField.tsx';
import { NumberField } from '../fields/NumberField.tsx';
import { RoutingSettings, type SettingsPartProps } from './RoutingSettings.tsx';

/** What agents do after a live conversation (domain C3 point 8). */
export function WrapUpCard({ settings, onSaved }: SettingsPartProps) {
  const texts = useRouting();
  const { presence } = texts;
  const [draft, setDraft] = useState(settings.wrapUp);
  const change = (changed: Partial<typeof draft>) => setDraft({ ...draft, ...changed });
  return (
    <RoutingSettings
      title={presence.wrapUp}
      lead={presence.wrapUpLead}
      group="wrapUp"
      settings={settings}
      changes={draft}
      onSaved={onSaved}
    >
      <CheckField
        label={presence.wrapUpEnabled}
        checked={draft.enabled}
        onChange={(enabled) => change({ enabled })}
      />
      <CheckField
        label={presence.usesCapacity}
        checked={draft.usesCapacity}
        onChange={(usesCapacity) => change({ usesCapacity })}
      />
      <NumberField
        label={texts.seconds(presence.wrapUpSeconds)}
        path="wrapUp.seconds"
        min={1}
        max={900}
        empty={60}
        value={draft.seconds}
        onChange={(seconds) => change({ seconds })}
      />
      <LinesField
        label={presence.codes}
        path="wrapUp.codes"
        hint={presence.codesHint}
        values={draft.codes}
        onChange={(codes) => change({ codes })}
      />
    </RoutingSettings>
  );
}
