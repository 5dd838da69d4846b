import { useState } from 'preact/hooks';
import { useMessages } from '../../../messages/language.ts';
import { useRouting } from '../../../messages/routing.ts';
import { NumberField } from '../fields/NumberField.tsx';
import { RoutingSettings, type SettingsPartProps } from './RoutingSettings.tsx';

/** How long somebody waits at most where the queue says nothing (domain D3, F7 4). */
export function WaitingCard({ settings, onSaved }: SettingsPartProps) {
  const { types } = useMessages();
  const texts = useRouting();
  const { presence } = texts;
  const [maxWaitSeconds, setMaxWait] = useState(settings.handoff.maxWaitSeconds);
  return (
    <RoutingSettings
      title={presence.waiting}
      lead={presence.waitingLead}
      group="handoff"
      settings={settings}
      changes={{ maxWaitSeconds }}
      onSaved={onSaved}
    >
      <div class="form-grid">
        {(['chat', 'messaging'] as const).map((kind) => (
          <NumberField
            key={kind}
            label={texts.seconds(presence.maxWaitOf(types[kind]))}
            path={`handoff.maxWaitSeconds.${kind}`}
            min={1}
            max={31_536_000}
            empty={1}
            value={maxWaitSeconds[kind]}
            onChange={(seconds) => setMaxWait({ ...maxWaitSeconds, [kind]: seconds })}
          />
        ))}
      </div>
    </RoutingSettings>
  );
}
