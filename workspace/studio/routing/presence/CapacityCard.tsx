import { useState } from 'preact/hooks';
import { type InteractionType, interactionTypes } from '../../../../contracts/states.ts';
import { useMessages } from '../../../messages/language.ts';
import { useRouting } from '../../../messages/routing.ts';
import { NumberField } from '../fields/NumberField.tsx';
import { RoutingSettings, type SettingsPartProps } from './RoutingSettings.tsx';

type ByType = Partial<Record<InteractionType, number>>;

/** How much work an agent has at a time, and how much of it one piece is (domain D1). */
export function CapacityCard({ settings, onSaved }: SettingsPartProps) {
  const { types } = useMessages();
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
      <div class="form-grid routing-numbers">
        {interactionTypes.map((type) => (
          <NumberField
            key={type}
            label={presence.capacityOf(types[type])}
            path={`handoff.capacities.${type}`}
            min={0}
            max={100}
            empty={null}
            value={draft.capacities[type] ?? null}
            onChange={(units) => change({ capacities: withType(draft.capacities, type, units) })}
          />
        ))}
      </div>
      <div class="form-grid routing-numbers">
        {interactionTypes.map((type) => (
          <NumberField
            key={type}
            label={presence.sizeOf(types[type])}
            path={`handoff.sizes.${type}`}
            hint={presence.sizeHint}
            min={1}
            max={100}
            empty={null}
            value={draft.sizes[type] ?? null}
            onChange={(units) => change({ sizes: withType(draft.sizes, type, units) })}
          />
        ))}
      </div>
    </RoutingSettings>
  );
}

function withType(all: ByType, type: InteractionType, units: number | null): ByType {
  const { [type]: _, ...rest } = all;
  return units === null ? rest : { ...rest, [type]: units };
}
