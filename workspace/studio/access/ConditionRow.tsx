import type { AccessCondition, ConditionField, ConditionValue } from '../../../contracts/access.ts';
import { Button } from '../../design/Button.tsx';
import { Field } from '../../design/Field.tsx';
import { SelectField } from '../../design/SelectField.tsx';
import { useAdmin } from '../../messages/admin.ts';
import { useMessages } from '../../messages/language.ts';
import { conditionFields, conditionValues, ops } from './ruleChoices.ts';

interface ConditionRowProps {
  condition: AccessCondition;
  onChange: (condition: AccessCondition) => void;
  onRemove: () => void;
}

/** `me` stands for the one who asks; several values are written with commas. */
export function ConditionRow({ condition, onChange, onRemove }: ConditionRowProps) {
  const messages = useMessages();
  const { access } = useAdmin();
  const { field, op, value } = condition;
  const values = conditionValues[field] ?? null;
  const many = op === 'in' || op === 'not_in';
  const text = [value].flat().map(written).join(', ');
  const write = (typed: string, to: AccessCondition['op'] = op) => {
    const several = to === 'in' || to === 'not_in';
    const parts = several ? typed.split(',').map((part) => part.trim()) : [typed.trim()];
    const read = parts.map((part) => readValue(field, part));
    const [first = ''] = read;
    onChange({ field, op: to, value: several ? read : first });
  };
  return (
    <div class="condition">
      <SelectField
        label={access.field}
        value={field}
        choices={conditionFields.map((each) => ({ value: each, label: messages.fields[each] }))}
        onChoose={(chosen) => {
          const next = conditionFields.find((each) => each === chosen) ?? field;
          onChange({ field: next, op: 'is', value: readValue(next, conditionValues[next]?.[0] ?? '') });
        }}
      />
      <SelectField
        label={access.comparison}
        value={op}
        choices={ops.map((each) => ({ value: each, label: access.ops[each] }))}
        onChoose={(chosen) => write(text, ops.find((each) => each === chosen) ?? 'is')}
      />
      {values !== null && !many ? (
        <SelectField
          label={access.value}
          value={text}
          choices={values.map((each) => ({ value: each, label: each }))}
          onChoose={(chosen) => write(chosen)}
        />
      ) : (
        <Field label={access.value} hint={values === null ? access.meHint : undefined}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              value={text}
              onChange={(event) => write(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <Button look="quiet" icon="trash" iconOnly onClick={onRemove}>
        {access.removeCondition}
      </Button>
    </div>
  );
}

function written(value: ConditionValue): string {
  if (value === null) return '';
  if (typeof value === 'object') return value.me === 'id' ? 'me' : `me.${value.me}`;
  return String(value);
}

function readValue(field: ConditionField, text: string): ConditionValue {
  const me = /^me(?:\.(id|name|email|domain))?$/.exec(text);
  const asked = (['id', 'name', 'email', 'domain'] as const).find((each) => each === (me?.[1] ?? 'id'));
  if (me !== null && asked !== undefined) return { me: asked };
  if (field === 'virtualAgent' || field === 'agentChat') return text === 'true';
  return text === '' ? null : text;
}
