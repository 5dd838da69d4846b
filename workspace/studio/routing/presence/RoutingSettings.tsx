import type { ComponentChildren } from 'preact';
import type { Settings } from '../../../../contracts/settings.ts';
import { changedValues, changeSettings } from '../../../api/settings.ts';
import { SettingsCard } from '../../privacy/SettingsCard.tsx';
import { FieldErrorsBox } from '../FieldErrorsBox.tsx';
import { useFieldErrors } from '../fieldErrors.ts';

/** What each card is given. */
export interface SettingsPartProps {
  settings: Settings;
  onSaved: () => void;
}

interface RoutingSettingsProps<G extends keyof Settings> extends SettingsPartProps {
  title: string;
  lead: string;
  group: G;
  /** Of the group; what another card changes of it stays. */
  changes: Partial<Settings[G]>;
  children: ComponentChildren;
}

/** Some settings of one group, which are saved as one and say at each field what the server refused. */
export function RoutingSettings<G extends keyof Settings>(props: RoutingSettingsProps<G>) {
  const { title, lead, group, settings, changes, onSaved, children } = props;
  const [errors, guarded] = useFieldErrors();
  return (
    <SettingsCard
      title={title}
      lead={lead}
      save={(api) =>
        guarded(async () => {
          await changeSettings(api, { [group]: changedValues(settings[group], changes) });
        })
      }
      onSaved={onSaved}
    >
      <FieldErrorsBox errors={errors}>{children}</FieldErrorsBox>
    </SettingsCard>
  );
}
