interface SwitchProps<V extends string> {
  label: string;
  /** Of its radio buttons; unique on the page. */
  name: string;
  value: V;
  choices: readonly { value: V; label: string; hint?: string }[];
  onChoose: (value: V) => void;
}

/** A few choices side by side of which one holds. */
export function Switch<V extends string>({ label, name, value, choices, onChoose }: SwitchProps<V>) {
  return (
    <fieldset class="switch">
      <legend class="hidden-visually">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} title={choice.hint}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onChoose(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
