import { useState } from 'preact/hooks';
import type { Settings } from '../../../contracts/settings.ts';
import { changedValues, changeSettings } from '../../api/settings.ts';
import { Button } from '../../design/Button.tsx';
import { Field } from '../../design/Field.tsx';
import { useAdmin } from '../../messages/admin.ts';
import { SettingsCard } from './SettingsCard.tsx';

type Values = Settings['sensitiveData'];
const kinds = ['cards', 'nationalIds', 'email'] as const;

/** Patterns that are masked in what requesters write, and refused in what agents write, before anything is stored. */
export function MaskingCard({ values, onSaved }: { values: Values; onSaved: () => void }) {
  const { privacy } = useAdmin();
  const { masking } = privacy;
  const [draft, setDraft] = useState(values);
  const change = (changed: Partial<Values>) => setDraft({ ...draft, ...changed });
  const changePattern = (at: number, changed: Partial<Values['patterns'][number]>) =>
    change({
      patterns: draft.patterns.map((each, index) => (index === at ? { ...each, ...changed } : each)),
    });
  return (
    <SettingsCard
      title={masking.title}
      lead={masking.lead}
      save={(api) => changeSettings(api, { sensitiveData: changedValues(values, draft) })}
      onSaved={onSaved}
    >
      {kinds.map((kind) => (
        <label key={kind} class="check">
          <input
            type="checkbox"
            checked={draft[kind]}
            onChange={(event) => change({ [kind]: event.currentTarget.checked })}
          />
          <span class="list-what">
            <span class="list-text">{masking.kinds[kind]}</span>
            <span class="muted">{masking.hints[kind]}</span>
          </span>
        </label>
      ))}
      <fieldset class="field">
        <legend>{masking.patterns}</legend>
        <p class="field-hint">{masking.patternsHint}</p>
        {draft.patterns.map((pattern, index) => (
          <div class="pattern" key={index}>
            <Field label={masking.name}>
              {(ids) => (
                <input
                  {...ids}
                  class="input mono"
                  required
                  pattern="[a-z][a-z0-9_]*"
                  maxLength={40}
                  value={pattern.name}
                  onInput={(event) => changePattern(index, { name: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field label={masking.pattern}>
              {(ids) => (
                <input
                  {...ids}
                  class="input mono"
                  required
                  maxLength={500}
                  value={pattern.pattern}
                  onInput={(event) => changePattern(index, { pattern: event.currentTarget.value })}
                />
              )}
            </Field>
            <Button
              look="quiet"
              icon="trash"
              iconOnly
              onClick={() => change({ patterns: draft.patterns.filter((_, at) => at !== index) })}
            >
              {masking.remove}
            </Button>
          </div>
        ))}
        <Button
          small
          icon="plus"
          onClick={() => change({ patterns: [...draft.patterns, { name: '', pattern: '' }] })}
        >
          {masking.add}
        </Button>
      </fieldset>
    </SettingsCard>
  );
}
