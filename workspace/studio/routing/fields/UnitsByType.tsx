import { type InteractionType, interactionTypes } from '../../../../contracts/states.ts';
import { useMessages } from '../../../messages/language.ts';
import { NumberField } from './NumberField.tsx';

type ByType = Partial<Record<InteractionType, number>>;

interface UnitsByTypeProps {
  path: string;
  labelOf?: (type: string) => string;
  hint?: string;
  min: number;
  values: ByType;
  onChange: (values: ByType) => void;
}

/** Units of work by the kind of interaction (domain D1); an empty field says nothing of its kind. */
export function UnitsByType({ path, labelOf = (type) => type, values, onChange, ...rest }: UnitsByTypeProps) {
  const { types } = useMessages();
  return (
    <div class="form-grid routing-numbers">
      {interactionTypes.map((type) => (
        <NumberField
          {...rest}
          key={type}
          label={labelOf(types[type])}
          path={`${path}.${type}`}
          max={100}
          empty={null}
          value={values[type] ?? null}
          onChange={(units) => {
            const { [type]: _, ...others } = values;
            onChange(units === null ? others : { ...others, [type]: units });
          }}
        />
      ))}
    </div>
  );
}
