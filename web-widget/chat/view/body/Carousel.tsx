import type { JSX } from 'preact';
import { safeUrl } from '../../../../contracts/safeUrl.ts';
import { useChat } from '../chatContext.ts';
import { moveFocus } from './moveFocus.ts';
import { PickButtons } from './PickButtons.tsx';
import { type Question, usePicks } from './usePicks.ts';

/** Choices with a picture each, side by side. */
export function Carousel({ question }: { question: Question }): JSX.Element {
  const { texts, settings } = useChat();
  const picks = usePicks(question);
  const { choices, multiple, open, chosen, label } = question;
  return (
    <>
      <ul
        class={`carousel${open ? '' : ' answered'}`}
        aria-label={label || (multiple ? texts.chooseSeveral : texts.choose)}
        onKeyDown={moveFocus}
      >
        {choices
          .filter(({ control }) => control === undefined)
          .map((choice) => {
            const image = safeUrl(choice.imageUrl, settings.origin, 'media');
            const several = multiple && open;
            const isChosen = several
              ? picks.ticked.value.includes(choice.value)
              : chosen.includes(choice.value);
            return (
              <li key={choice.value} class={isChosen ? 'chosen' : undefined}>
                {image === undefined ? null : <img src={image} alt={choice.alt ?? ''} loading="lazy" />}
                <p class="carousel-label">{choice.label}</p>
                {choice.description === undefined ? null : <p class="hint">{choice.description}</p>}
                <button
                  type="button"
                  class={`button small${isChosen && several ? ' quiet' : ''}`}
                  disabled={!open || (several && picks.full && !isChosen)}
                  aria-label={`${texts.select}: ${choice.label}`}
                  aria-pressed={several ? isChosen : undefined}
                  onClick={(event) => (several ? picks.toggle(choice.value) : picks.pick(choice, event))}
                >
                  {isChosen ? texts.chosen : texts.select}
                </button>
              </li>
            );
          })}
      </ul>
      <PickButtons question={question} picks={picks} />
    </>
  );
}
