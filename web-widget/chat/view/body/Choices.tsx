import { Fragment, type JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Choice } from '../../../../contracts/messages.ts';
import { safeUrl } from '../../../../contracts/safeUrl.ts';
import { useChat } from '../chatContext.ts';
import { Icon } from '../Icon.tsx';
import { moveFocus } from './moveFocus.ts';
import { PickButtons } from './PickButtons.tsx';
import { type Question, usePicks } from './usePicks.ts';

/** The answers to a question: buttons, or boxes to tick and a button when several may be chosen. */
export function Choices({ question }: { question: Question }): JSX.Element {
  const { texts } = useChat();
  const id = useId();
  const picks = usePicks(question);
  const { choices, multiple, open, chosen, label } = question;
  const answers = choices.filter(({ control }) => control === undefined);
  const shown = open ? answers : choices.filter(({ value }) => chosen.includes(value));
  const list = shown.length > 0 ? shown : answers;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out everywhere, and its legend would say the question twice
    <div
      class={`choices${open ? '' : ' answered'}`}
      role="group"
      aria-label={label || (multiple ? texts.chooseSeveral : texts.choose)}
      onKeyDown={moveFocus}
    >
      {list.map((choice, index) => {
        const isChosen = open ? picks.ticked.value.includes(choice.value) : chosen.includes(choice.value);
        const heading =
          choice.group !== undefined && choice.group !== list[index - 1]?.group ? choice.group : undefined;
        return (
          <Fragment key={choice.value}>
            {heading === undefined ? null : <p class="choice-group">{heading}</p>}
            {multiple && open ? (
              <label class="choice tick" for={`${id}${index}`}>
                <input
                  id={`${id}${index}`}
                  type="checkbox"
                  checked={isChosen}
                  disabled={picks.full && !isChosen}
                  onChange={() => picks.toggle(choice.value)}
                />
                <ChoiceLabel choice={choice} />
              </label>
            ) : (
              <button
                type="button"
                class={`choice${isChosen ? ' chosen' : ''}`}
                disabled={!open}
                onClick={(event) => picks.pick(choice, event)}
              >
                <ChoiceLabel choice={choice} />
                {isChosen ? (
                  <>
                    <Icon name="check" />
                    <span class="for-ears">({texts.chosen})</span>
                  </>
                ) : null}
              </button>
            )}
          </Fragment>
        );
      })}
      <PickButtons question={question} picks={picks} />
    </div>
  );
}

function ChoiceLabel({ choice }: { choice: Choice }): JSX.Element {
  const { settings } = useChat();
  const image = safeUrl(choice.imageUrl, settings.origin, 'media');
  return (
    <>
      {image === undefined ? null : <img src={image} alt={choice.alt ?? ''} loading="lazy" />}
      <span class="choice-label">
        {choice.label}
        {choice.description === undefined ? null : <small>{choice.description}</small>}
      </span>
    </>
  );
}
