import { useState } from 'preact/hooks';
import { useRouting } from '../../../messages/routing.ts';
import { CheckField } from '../fields/CheckField.tsx';
import { ChoiceField } from '../fields/ChoiceField.tsx';
import { NumberField } from '../fields/NumberField.tsx';
import { RowList } from '../fields/RowList.tsx';
import { TextField } from '../fields/TextField.tsx';
import { RoutingSettings, type SettingsPartProps } from './RoutingSettings.tsx';
import { usePresenceChoices } from './usePresenceChoices.ts';

/** How long offers stand, what follows when they pass, and why agents decline (domain D2). */
export function OffersCard({ settings, onSaved }: SettingsPartProps) {
  const texts = useRouting();
  const { presence } = texts;
  const presences = usePresenceChoices(settings);
  const [draft, setDraft] = useState(() => {
    const {
      offerSeconds,
      reofferAfterSeconds,
      presenceAfterTimeout,
      invitationSeconds,
      leaseSeconds,
      rejectReasons,
    } = settings.handoff;
    return {
      offerSeconds,
      reofferAfterSeconds,
      presenceAfterTimeout,
      invitationSeconds,
      leaseSeconds,
      rejectReasons,
    };
  });
  const change = (changed: Partial<typeof draft>) => setDraft({ ...draft, ...changed });
  const times = [
    { key: 'offerSeconds', label: presence.offerSeconds, min: 1 },
    { key: 'reofferAfterSeconds', label: presence.reoffer, min: 0 },
    { key: 'invitationSeconds', label: presence.invitation, min: 1 },
    { key: 'leaseSeconds', label: presence.lease, min: 1 },
  ] as const;
  return (
    <RoutingSettings
      title={presence.offers}
      lead={presence.offersLead}
      group="handoff"
      settings={settings}
      changes={draft}
      onSaved={onSaved}
    >
      <div class="form-grid">
        {times.map(({ key, label, min }) => (
          <NumberField
            key={key}
            label={texts.seconds(label)}
            path={`handoff.${key}`}
            min={min}
            fractions
            empty={min}
            value={draft[key]}
            onChange={(seconds) => change({ [key]: seconds })}
          />
        ))}
        <ChoiceField
          label={presence.timeout}
          path="handoff.presenceAfterTimeout"
          value={draft.presenceAfterTimeout ?? ''}
          none={presence.stays}
          choices={presences}
          onChoose={(presenceAfterTimeout) => change({ presenceAfterTimeout })}
        />
      </div>
      <RowList
        legend={presence.rejectReasons}
        what={presence.rejectReason}
        items={draft.rejectReasons}
        onChange={(rejectReasons) => change({ rejectReasons })}
        add={presence.addReason}
        make={() => ({ name: '', again: true })}
        most={50}
        ordered
      >
        {(reason, changeReason, at) => (
          <div class="form-grid reason">
            <TextField
              label={presence.rejectReason}
              path={`handoff.rejectReasons.${at}.name`}
              required
              maxLength={80}
              value={reason.name}
              onChange={(name) => changeReason({ ...reason, name })}
            />
            <CheckField
              label={presence.again}
              checked={reason.again}
              onChange={(again) => changeReason({ ...reason, again })}
            />
          </div>
        )}
      </RowList>
    </RoutingSettings>
  );
}
