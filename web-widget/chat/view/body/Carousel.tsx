import type { JSX } from 'preact';
import type { Choice } from '../../../../contracts/messages.ts';
import { safeUrl } from '../../conversation/safeUrl.ts';
import { useChat } from '../chatContext.ts';
import { moveFocus } from './moveFocus.ts';

/** Choices with a picture each, side by side. */
export function Carousel({
  label,
  choices,
  open,
  chosen,
}: {
  label: string;
  choices: Choice[];
  open: boolean;
  chosen: string[];
}): JSX.Element {
  const { conversation, texts, settings, focusComposer } = useChat();
  return (
    <ul class={`carousel${open ? '' : ' answered'}`} aria-label={label || texts.choose} onKeyDown={moveFocus}>
      {choices.map((choice) => {
        const image = safeUrl(choice.imageUrl, settings.origin, 'media');
        return (
          <li key={choice.value} class={chosen.includes(choice.value) ? 'chosen' : undefined}>
            {image === undefined ? null : <img src={image} alt="" loading="lazy" />}
            <p class="carousel-label">{choice.label}</p>
            {choice.description === undefined ? null : <p class="hint">{choice.description}</p>}
            <button
              type="button"
              class="button small"
              disabled={!open}
              aria-label={`${texts.select}: ${choice.label}`}
              onClick={(event) => {
                conversation.choose(choice.value, choice.label);
                if (event.detail === 0) focusComposer();
              }}
            >
              {chosen.includes(choice.value) ? texts.chosen : texts.select}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
