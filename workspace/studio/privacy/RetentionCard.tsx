import { useState } from 'preact/hooks';
import type { Settings } from '../../../contracts/settings.ts';
import { interactionTypes } from '../../../contracts/states.ts';
import { changedValues, changeSettings } from '../../api/settings.ts';
import { Button } from '../../design/Button.tsx';
import { Field } from '../../design/Field.tsx';
import { SelectField } from '../../design/SelectField.tsx';
import { useAdmin } from '../../messages/admin.ts';
import { useMessages } from '../../messages/language.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { RetentionPreview } from './RetentionPreview.tsx';
import { SettingsCard } from './SettingsCard.tsx';

type Values = Settings['retention'];
type Policy = Values['policies'][number];

const fresh: Policy = { name: '', days: 60, delete: 'interaction', when: {} };
const whats: readonly Policy['delete'][] = ['interaction', 'words', 'files'];
const conditions = ['channel', 'queue', 'domain', 'tag'] as const;

/** How long closed interactions are kept; the first policy that fits decides. Nothing goes until it is switched on. */
export function RetentionCard({ values, onSaved }: { values: Values; onSaved: () => void }) {
  const messages = useMessages();
  const texts = useStudioTexts();
  const { privacy } = useAdmin();
  const { retention } = privacy;
  const [draft, setDraft] = useState(values);
  const change = (changed: Partial<Values>) => setDraft({ ...draft, ...changed });
  const changePolicy = (at: number, changed: Partial<Policy>) =>
    change({
      policies: draft.policies.map((each, index) => (index === at ? { ...each, ...changed } : each)),
    });
  const changeWhen = (at: number, when: Policy['when'], name: string, value: string) =>
    changePolicy(at, { when: { ...when, [name]: value === '' ? undefined : value } });
  return (
    <SettingsCard
      title={retention.title}
      lead={retention.lead}
      save={(api) => changeSettings(api, { retention: changedValues(values, draft) })}
      onSaved={onSaved}
      more={<RetentionPreview />}
    >
      <label class="check">
        <input
          type="checkbox"
          checked={draft.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        {retention.enabled}
      </label>
      {draft.policies.map((policy, index) => (
        <fieldset class="policy" key={index}>
          <legend class="hidden-visually">{retention.policy(policy.name)}</legend>
          <Field label={retention.name}>
            {(ids) => (
              <input
                {...ids}
                class="input mono"
                required
                pattern="[a-z][a-z0-9_\-]*"
                maxLength={64}
                value={policy.name}
                onInput={(event) => changePolicy(index, { name: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={retention.days}>
            {(ids) => (
              <input
                {...ids}
                class="input"
                type="number"
                required
                min={1}
                max={36_500}
                value={policy.days}
                onInput={(event) => changePolicy(index, { days: event.currentTarget.valueAsNumber || 1 })}
              />
            )}
          </Field>
          <SelectField
            label={retention.what}
            value={policy.delete}
            choices={whats.map((value) => ({ value, label: retention.whats[value] }))}
            onChoose={(chosen) =>
              changePolicy(index, { delete: whats.find((each) => each === chosen) ?? 'interaction' })
            }
          />
          <SelectField
            label={messages.fields.type}
            none={texts.list.any}
            value={policy.when.type ?? ''}
            choices={interactionTypes.map((value) => ({ value, label: messages.types[value] }))}
            onChoose={(chosen) => changeWhen(index, policy.when, 'type', chosen)}
          />
          {conditions.map((name) => (
            <Field key={name} label={messages.fields[name === 'tag' ? 'tags' : name]}>
              {(ids) => (
                <input
                  {...ids}
                  class="input"
                  placeholder={texts.list.any}
                  maxLength={64}
                  value={policy.when[name] ?? ''}
                  onInput={(event) => changeWhen(index, policy.when, name, event.currentTarget.value.trim())}
                />
              )}
            </Field>
          ))}
          <Button
            look="quiet"
            icon="trash"
            iconOnly
            onClick={() => change({ policies: draft.policies.filter((_, at) => at !== index) })}
          >
            {retention.remove}
          </Button>
        </fieldset>
      ))}
      <div>
        <Button small icon="plus" onClick={() => change({ policies: [...draft.policies, fresh] })}>
          {retention.add}
        </Button>
      </div>
    </SettingsCard>
  );
}
