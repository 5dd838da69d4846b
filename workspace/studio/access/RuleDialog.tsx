import { useState } from 'preact/hooks';
import type { AccessCondition, AccessRule } from '../../../contracts/access.ts';
import { changeAccessRule, createAccessRule, type NewAccessRule } from '../../api/access.ts';
import { Button } from '../../design/Button.tsx';
import { Field } from '../../design/Field.tsx';
import { SelectField } from '../../design/SelectField.tsx';
import { useAdmin } from '../../messages/admin.ts';
import { useMessages } from '../../messages/language.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { useWorkspace } from '../../shell/workspace.ts';
import { ConditionRow } from './ConditionRow.tsx';
import { hideable, operations, resources, ruleRoles } from './ruleChoices.ts';

interface RuleDialogProps {
  /** null: a new one. */
  rule: AccessRule | null;
  onClose: () => void;
  onSaved: () => void;
}

const empty: NewAccessRule = {
  title: '',
  resource: 'record',
  operation: 'read',
  roles: ['agent'],
  when: [],
  active: true,
};
const mine: AccessCondition = { field: 'assignedTo', op: 'is', value: { me: 'id' } };

/** What a rule is about is chosen once; its title, roles and conditions may change later. */
export function RuleDialog({ rule, onClose, onSaved }: RuleDialogProps) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { access } = useAdmin();
  const [draft, setDraft] = useState<NewAccessRule>(rule ?? empty);
  const change = (changed: Partial<NewAccessRule>) => setDraft({ ...draft, ...changed });
  const submit = async () => {
    const { title, resource, field, operation, roles, when, active } = draft;
    if (rule !== null) await changeAccessRule(session.api, rule.id, { title, roles, when });
    else
      await createAccessRule(session.api, {
        title,
        resource,
        operation,
        roles,
        when,
        active,
        ...(resource === 'field' ? { field: field ?? hideable[0] } : {}),
      });
    onSaved();
  };
  const choices = <K extends string>(keys: readonly K[], labels: Readonly<Record<K, string>>) =>
    keys.map((value) => ({ value, label: labels[value] }));
  return (
    <FormDialog
      title={rule === null ? access.create : access.editTitle(rule.title)}
      action={access.save}
      wide
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={access.ruleTitle} hint={access.ruleTitleHint}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            required
            maxLength={160}
            value={draft.title}
            onInput={(event) => change({ title: event.currentTarget.value })}
          />
        )}
      </Field>
      {rule === null && (
        <div class="form-grid form-grid-3">
          <SelectField
            label={access.resource}
            value={draft.resource}
            choices={choices(resources, access.resources)}
            onChoose={(chosen) => change({ resource: resources.find((each) => each === chosen) ?? 'record' })}
          />
          {draft.resource === 'field' && (
            <SelectField
              label={access.field}
              value={draft.field ?? hideable[0]}
              choices={choices(hideable, messages.fields)}
              onChoose={(chosen) => change({ field: hideable.find((each) => each === chosen) })}
              hint={access.fieldHint}
            />
          )}
          <SelectField
            label={access.operation}
            value={draft.operation}
            choices={choices(operations, access.operations)}
            onChoose={(chosen) => change({ operation: chosen === 'write' ? 'write' : 'read' })}
          />
        </div>
      )}
      <fieldset class="field">
        <legend>{access.roles}</legend>
        <div class="list-by">
          {ruleRoles.map((role) => (
            <label key={role} class="check">
              <input
                type="checkbox"
                checked={draft.roles.includes(role)}
                onChange={(event) =>
                  change({
                    roles: event.currentTarget.checked
                      ? [...draft.roles, role]
                      : draft.roles.filter((each) => each !== role),
                  })
                }
              />
              {access.roleNames[role]}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset class="field">
        <legend>{access.conditions}</legend>
        <p class="field-hint">{draft.when.length === 0 ? access.always : access.conditionsHint}</p>
        {draft.when.map((condition, index) => (
          <ConditionRow
            key={index}
            condition={condition}
            onChange={(changed) =>
              change({ when: draft.when.map((each, at) => (at === index ? changed : each)) })
            }
            onRemove={() => change({ when: draft.when.filter((_, at) => at !== index) })}
          />
        ))}
        <Button small icon="plus" onClick={() => change({ when: [...draft.when, mine] })}>
          {access.addCondition}
        </Button>
      </fieldset>
    </FormDialog>
  );
}
