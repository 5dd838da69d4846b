import { useState } from 'preact/hooks';
import type { Experience, TopicSummary } from '../../../contracts/authoring.ts';
import { saveExperience } from '../../api/experiences.ts';
import { Field } from '../../design/Field.tsx';
import { SelectField } from '../../design/SelectField.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { useWorkspace } from '../../shell/workspace.ts';
import { topicNameFor } from '../topicList/newTopicYaml.ts';
import { readPairs, writePairs } from '../try/readPairs.ts';
import { PromotedTopics } from './PromotedTopics.tsx';

type SetupRole = keyof Experience['setup'];
// The list is repeated here: contracts/ would bring its validation into the page.
const roles: readonly SetupRole[] = [
  'greeting',
  'explore_help',
  'search',
  'fallback',
  'anything_else',
  'survey',
  'closing',
  'error',
  'live_agent',
];
const off = '-';

interface ExperienceDialogProps {
  /** null: a new one. */
  experience: Experience | null;
  topics: readonly TopicSummary[];
  onClose: () => void;
  onSaved: () => void;
}

export function ExperienceDialog({ experience, topics, onClose, onSaved }: ExperienceDialogProps) {
  const { session } = useWorkspace();
  const { experiences: texts } = useAuthoring();
  const [draft, setDraft] = useState<Experience>(experience ?? empty);
  const [labels, setLabels] = useState(
    typeof draft.showEverything === 'object' ? writePairs(draft.showEverything) : '',
  );
  const change = (changed: Partial<Experience>) => setDraft({ ...draft, ...changed });
  const name = experience?.name ?? topicNameFor(draft.title);
  const submit = async () => {
    const condition = draft.condition?.trim() || undefined;
    const shown =
      draft.showEverything === undefined || draft.showEverything === false
        ? draft.showEverything
        : readPairs(labels);
    await saveExperience(session.api, { ...draft, name, condition, showEverything: shown });
    onSaved();
  };
  const everything =
    draft.showEverything === undefined ? 'usual' : draft.showEverything === false ? 'hidden' : 'own';
  return (
    <FormDialog
      title={experience === null ? texts.create : texts.edit(experience.title)}
      action={texts.save}
      wide
      disabled={name === ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <div class="form-grid">
        <Field label={texts.name}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              maxLength={80}
              value={draft.title}
              onInput={(event) => change({ title: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={texts.order} hint={texts.orderHint}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              type="number"
              min={0}
              max={100_000}
              value={draft.order}
              onInput={(event) => change({ order: event.currentTarget.valueAsNumber || 0 })}
            />
          )}
        </Field>
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={draft.active}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
        {texts.activeLabel}
      </label>
      <Field label={texts.condition} hint={texts.conditionHint}>
        {(ids) => (
          <input
            {...ids}
            class="input mono"
            value={draft.condition ?? ''}
            onInput={(event) => change({ condition: event.currentTarget.value })}
          />
        )}
      </Field>
      <fieldset class="form-part">
        <legend>{texts.setup}</legend>
        <div class="form-grid">
          {roles.map((role) => (
            <SelectField
              key={role}
              label={texts.roles[role] ?? role}
              value={draft.setup[role] === null ? off : (draft.setup[role] ?? '')}
              none={texts.shippedStep}
              choices={[
                ...topics
                  .filter((topic) => topic.type === 'setup' && topic.role === role)
                  .map((topic) => ({ value: topic.name, label: topic.title })),
                { value: off, label: texts.stepOff },
              ]}
              onChoose={(value) => change({ setup: withRole(draft.setup, role, value) })}
            />
          ))}
        </div>
      </fieldset>
      <PromotedTopics
        promoted={draft.promoted}
        topics={topics}
        onChange={(promoted) => change({ promoted })}
      />
      <SelectField
        label={texts.everything}
        value={everything}
        choices={(['usual', 'hidden', 'own'] as const).map((value) => ({
          value,
          label: texts.everythings[value],
        }))}
        onChoose={(value) =>
          change({ showEverything: value === 'hidden' ? false : value === 'own' ? {} : undefined })
        }
      />
      {everything === 'own' && (
        <Field label={texts.labels} hint={texts.labelsHint}>
          {(ids) => (
            <textarea
              {...ids}
              class="input mono"
              rows={2}
              value={labels}
              onInput={(event) => setLabels(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
    </FormDialog>
  );
}

const empty: Experience = { name: '', title: '', active: true, order: 1_000, setup: {}, promoted: [] };

/** A role that is not named takes the shipped topic; `null` switches its step off. */
function withRole(setup: Experience['setup'], role: SetupRole, value: string): Experience['setup'] {
  const { [role]: _before, ...rest } = setup;
  return value === '' ? rest : { ...rest, [role]: value === off ? null : value };
}
