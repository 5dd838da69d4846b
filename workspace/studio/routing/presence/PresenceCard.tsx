import { useState } from 'preact/hooks';
import type { Settings } from '../../../../contracts/settings.ts';
import { interactionTypes } from '../../../../contracts/states.ts';
import { useMessages } from '../../../messages/language.ts';
import { useRouting } from '../../../messages/routing.ts';
import { CheckField } from '../fields/CheckField.tsx';
import { CheckList } from '../fields/CheckList.tsx';
import { GroupsField } from '../fields/GroupsField.tsx';
import { LinesField } from '../fields/LinesField.tsx';
import { NumberField } from '../fields/NumberField.tsx';
import { RowList } from '../fields/RowList.tsx';
import { TextField } from '../fields/TextField.tsx';
import { RoutingSettings, type SettingsPartProps } from './RoutingSettings.tsx';

type State = Settings['presence']['states'][number];
const fresh: State = { name: '', label: '', available: false, types: [], groups: [] };

/** What agents may say of themselves, and why (domain D1). */
export function PresenceCard({ settings, onSaved }: SettingsPartProps) {
  const messages = useMessages();
  const texts = useRouting();
  const { presence } = texts;
  const [draft, setDraft] = useState(settings.presence);
  return (
    <RoutingSettings
      title={presence.states}
      lead={presence.statesLead}
      group="presence"
      settings={settings}
      changes={draft}
      onSaved={onSaved}
    >
      <RowList
        legend={presence.states}
        what={presence.oneState}
        items={draft.states}
        onChange={(states) => setDraft({ ...draft, states })}
        add={presence.addState}
        make={() => fresh}
        most={30}
        ordered
      >
        {(state, change, at) => (
          <>
            <div class="form-grid">
              <TextField
                label={presence.state}
                path={`presence.states.${at}.name`}
                hint={presence.stateHint}
                mono
                required
                pattern="[a-z][a-z0-9_]*"
                maxLength={40}
                value={state.name}
                onChange={(name) => change({ ...state, name })}
              />
              <TextField
                label={presence.label}
                path={`presence.states.${at}.label`}
                required
                maxLength={60}
                value={state.label}
                onChange={(label) => change({ ...state, label })}
              />
              <GroupsField
                label={presence.groups}
                path={`presence.states.${at}.groups`}
                hint={texts.queues.groupsHint}
                values={state.groups}
                onChange={(groups) => change({ ...state, groups })}
              />
            </div>
            <CheckField
              label={presence.available}
              checked={state.available}
              onChange={(available) => change({ ...state, available })}
            />
            {state.available && (
              <CheckList
                label={presence.types}
                hint={texts.queues.typesHint}
                values={state.types}
                choices={interactionTypes.map((value) => ({ value, label: messages.types[value] }))}
                onChange={(types) => change({ ...state, types })}
              />
            )}
          </>
        )}
      </RowList>
      <LinesField
        label={presence.reasons}
        path="presence.reasons"
        hint={presence.reasonsHint}
        values={draft.reasons}
        onChange={(reasons) => setDraft({ ...draft, reasons })}
      />
      <NumberField
        label={texts.seconds(presence.inactive)}
        path="presence.inactiveSeconds"
        hint={presence.inactiveHint}
        min={0}
        max={86_400}
        empty={0}
        value={draft.inactiveSeconds}
        onChange={(inactiveSeconds) => setDraft({ ...draft, inactiveSeconds })}
      />
    </RoutingSettings>
  );
}
