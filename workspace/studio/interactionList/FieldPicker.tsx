import { useId, useState } from 'preact/hooks';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { useMessages } from '../../messages/language.ts';
import { useRecordTexts } from '../../messages/record.ts';
import { defaultFields, type ListField, listFields } from './listFields.ts';

interface FieldPickerProps {
  shown: readonly ListField[];
  onChoose: (fields: readonly ListField[] | null) => void;
  onClose: () => void;
}

/** The list collector: what may be shown on the left, what is shown, in its order, on the right (domain A1). */
export function FieldPicker({ shown, onChoose, onClose }: FieldPickerProps) {
  const messages = useMessages();
  const { picker } = useRecordTexts();
  const [fields, setFields] = useState<readonly ListField[]>(shown);
  const [left, setLeft] = useState<readonly ListField[]>([]);
  const [right, setRight] = useState<readonly ListField[]>([]);
  const [said, setSaid] = useState('');
  const available = listFields.filter((field) => !fields.includes(field));
  const name = (field: ListField) => messages.fields[field];
  const names = (some: readonly ListField[]) => some.map(name).join(', ');
  const add = (some: readonly ListField[]) => {
    if (some.length === 0) return;
    setFields([...fields, ...some]);
    setLeft([]);
    setRight(some);
    setSaid(picker.added(names(some)));
  };
  // Without a number nothing in the list would lead to its record.
  const removable = right.filter((field) => field !== 'number');
  const remove = (some: readonly ListField[]) => {
    if (some.length === 0) return;
    setFields(fields.filter((field) => !some.includes(field)));
    setRight([]);
    setLeft(some);
    setSaid(picker.removed(names(some)));
  };
  const move = (by: -1 | 1) => {
    setFields(moved(fields, right, by));
    setSaid(picker.moved(names(right)));
  };
  return (
    <Dialog title={picker.title} onClose={onClose} wide>
      <div class="dialog-body">
        <div>
          <p class="dialog-title" aria-hidden="true">
            {picker.title}
          </p>
          <p class="muted small">{picker.hint}</p>
        </div>
        <div class="slushbucket">
          <Bucket
            label={picker.available}
            fields={available}
            chosen={left}
            name={name}
            onChange={setLeft}
            onOpen={add}
          />
          <div class="slushbucket-ways">
            <Button icon="chevronRight" disabled={left.length === 0} onClick={() => add(left)}>
              {picker.add}
            </Button>
            <Button icon="chevronLeft" disabled={removable.length === 0} onClick={() => remove(removable)}>
              {picker.remove}
            </Button>
          </div>
          <Bucket
            label={picker.shown}
            fields={fields}
            chosen={right}
            name={name}
            onChange={setRight}
            onOpen={(some) => remove(some.filter((field) => field !== 'number'))}
          />
          <div class="slushbucket-ways">
            <Button icon="sortUp" disabled={right.length === 0} onClick={() => move(-1)}>
              {picker.up}
            </Button>
            <Button icon="sortDown" disabled={right.length === 0} onClick={() => move(1)}>
              {picker.down}
            </Button>
          </div>
        </div>
        <p class="hidden-visually" role="status">
          {said}
        </p>
      </div>
      <div class="dialog-foot">
        <Button look="quiet" onClick={() => setFields(defaultFields)}>
          {picker.reset}
        </Button>
        <span class="bar-space" />
        <Button onClick={onClose}>{messages.actions.cancel}</Button>
        <Button look="primary" onClick={() => onChoose(isDefault(fields) ? null : fields)}>
          {picker.apply}
        </Button>
      </div>
    </Dialog>
  );
}

interface BucketProps {
  label: string;
  fields: readonly ListField[];
  chosen: readonly ListField[];
  name: (field: ListField) => string;
  onChange: (chosen: readonly ListField[]) => void;
  /** A double click or Enter. */
  onOpen: (some: readonly ListField[]) => void;
}

function Bucket({ label, fields, chosen, name, onChange, onOpen }: BucketProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input bucket"
        multiple
        size={14}
        onChange={(event) => {
          const values = Array.from(event.currentTarget.selectedOptions, ({ value }) => value);
          onChange(fields.filter((field) => values.includes(field)));
        }}
        onDblClick={() => onOpen(chosen)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onOpen(chosen);
        }}
      >
        {fields.map((field) => (
          <option key={field} value={field} selected={chosen.includes(field)}>
            {name(field)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The chosen ones one place up or down, keeping their order; who is at the end stays. */
function moved(fields: readonly ListField[], chosen: readonly ListField[], by: -1 | 1): ListField[] {
  const all = [...fields];
  const order = by === -1 ? chosen : [...chosen].reverse();
  for (const field of order) {
    const at = all.indexOf(field);
    const other = all[at + by];
    if (other === undefined || chosen.includes(other)) continue;
    all[at + by] = field;
    all[at] = other;
  }
  return all;
}

function isDefault(fields: readonly ListField[]): boolean {
  return fields.join() === defaultFields.join();
}
