import { useState } from 'preact/hooks';
import { useRouting } from '../../../messages/routing.ts';
import { NumberField } from '../fields/NumberField.tsx';
import { UnitsByType } from '../fields/UnitsByType.tsx';
import { RoutingSettings, type SettingsPartProps } from './RoutingSettings.tsx';

/** How much work an agent has at a time, and how much of it one piece is (domain D1). */
export function CapacityCard({ settings, onSaved }: SettingsPartProps) {
  const { presence, agents } = useRouting();
  const [draft, setDraft] = useState(() => {
    const { defaultCapacity, universalCapacity, capacities, sizes } = settings.handoff;
    return { defaultCapacity, universalCapacity, capacities, sizes };
  });
  const change = (changed: Partial<typeof draft>) => setDraft({ ...draft, ...changed });
  return (
    <RoutingSettings
      title={presence.capacity}
      lead={presence.capacityLead}
      group="handoff"
      settings={settings}
      changes={draft}
      onSaved={onSaved}
    >
      <div class="form-grid">
        <NumberField
          label={presence.defaultCapacity}
          path="handoff.defaultCapacity"
          min={1}
          max={100}
          empty={1}
          value={draft.defaultCapacity}
          onChange={(defaultCapacity) => change({ defaultCapacity })}
        />
        <NumberField
          label={presence.universal}
          path="handoff.universalCapacity"
          hint={agents.capacityHint}
          min={1}
          max={1_000}
          empty={null}
          value={draft.universalCapacity}
          onChange={(universalCapacity) => change({ universalCapacity })}
        />
      </div>
      <UnitsByType
        path="handoff.capacities"
        labelOf={presence.capacityOf}
        min={0}
        values={draft.capacities}
        onChange={(capacities) => change({ capacities })}
      />
      <UnitsByType
        path="handoff.sizes"
        labelOf={presence.sizeOf}
        hint={presence.sizeHint}
        min={1}
        values={draft.sizes}
        onChange={(sizes) => change({ sizes })}
      />
    </RoutingSettings>
  );
}
