import type { JSX } from 'preact';
import { useChat } from '../chatContext.ts';
import type { Picks, Question } from './usePicks.ts';

/** What stands below choices: the way to other pages, "none of these", and the button that sends several. */
export function PickButtons({ question, picks }: { question: Question; picks: Picks }): JSX.Element | null {
  const { texts } = useChat();
  const { choices, multiple, min, max, open } = question;
  // Its place is the button that sends what is ticked.
  const controls = choices.filter(
    ({ control }) => control !== undefined && !(multiple && control === 'done'),
  );
  if (!open || (controls.length === 0 && !multiple)) return null;
  const howMany = multiple ? texts.howMany(min, max) : '';
  return (
    <div class="pick-buttons">
      {howMany === '' ? null : <p class="hint">{howMany}</p>}
      {controls.map((choice) => (
        <button
          key={choice.value}
          type="button"
          class="button small quiet"
          onClick={(event) => picks.pick(choice, event)}
        >
          {choice.label}
        </button>
      ))}
      {multiple ? (
        <button type="button" class="button done" disabled={!picks.enough} onClick={picks.send}>
          {texts.done}
        </button>
      ) : null}
    </div>
  );
}
