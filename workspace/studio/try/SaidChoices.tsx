import { useState } from 'preact/hooks';
import type { PlayedStep } from '../../../contracts/authoring.ts';
import { Button } from '../../design/Button.tsx';
import { useAuthoring } from '../../messages/authoring.ts';

type Question = PlayedStep['messages'][number];

interface SaidChoicesProps extends Pick<Question, 'multiple' | 'min' | 'max'> {
  choices: NonNullable<Question['choices']>;
  /** It can be answered still. */
  open: boolean;
  onPick: (value: string | string[]) => void;
}

/** The answers to a question as buttons; boxes to tick and a button where several may be picked, as in the widget. */
export function SaidChoices({ choices, multiple = false, min = 1, max, open, onPick }: SaidChoicesProps) {
  const { tryOut } = useAuthoring();
  const [ticked, setTicked] = useState(() =>
    choices.filter(({ picked }) => picked).map(({ value }) => value),
  );
  // Other pages' picks count as well, and only the server has them all.
  const paged = choices.some(({ control }) => control === 'more' || control === 'back');
  const full = !paged && max !== undefined && ticked.length >= max;
  const enough = ticked.length > 0 && (paged || ticked.length >= min);
  const tick = (value: string, on: boolean) =>
    setTicked(on ? [...ticked, value] : ticked.filter((one) => one !== value));
  return (
    <ul class="said-choices">
      {choices.map(({ value, label, control }) => (
        <li key={value}>
          {multiple && control === undefined ? (
            <label class="check">
              <input
                type="checkbox"
                checked={ticked.includes(value)}
                disabled={!open || (full && !ticked.includes(value))}
                onChange={(event) => tick(value, event.currentTarget.checked)}
              />
              {label}
            </label>
          ) : (
            <Button
              small
              disabled={!open}
              onClick={() => onPick(multiple && control !== 'none' ? [...ticked, value] : value)}
            >
              {label}
            </Button>
          )}
        </li>
      ))}
      {multiple && (
        <li>
          <Button small look="primary" disabled={!open || !enough} onClick={() => onPick(ticked)}>
            {tryOut.pick}
          </Button>
        </li>
      )}
    </ul>
  );
}
