import { useSignal } from '@preact/signals';
import { Fragment, type JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Choice } from '../../../../contracts/messages.ts';
import { safeUrl } from '../../conversation/safeUrl.ts';
import { useChat } from '../chatContext.ts';
import { Icon } from '../Icon.tsx';
import { moveFocus } from './moveFocus.ts';

export interface ChoicesProps {
  label: string;
  choices: Choice[];
  multiple: boolean;
  /** False once the question is answered or the conversation over. */
  open: boolean;
  /** The values that were chosen. */
  chosen: string[];
}

/** The answers to a question: buttons, or boxes to tick and a button when several may be chosen. */
export function Choices(props: ChoicesProps): JSX.Element {
  const { conversation, texts, focusComposer } = useChat();
  const id = useId();
  const ticked = useSignal<readonly string[]>([]);
  const { choices, multiple, open, chosen, label } = props;

  const answer = (values: readonly string[], event: MouseEvent) => {
    const labels = choices.filter(({ value }) => values.includes(value)).map((choice) => choice.label);
    conversation.choose(multiple ? [...values] : (values[0] ?? ''), labels.join(', '));
    // The pressed button is about to be disabled. A finger needs no focus, and would get the keyboard in its way.
    if (event.detail === 0) focusComposer();
  };
  const shown = open ? choices : choices.filter(({ value }) => chosen.includes(value));
  const list = shown.length > 0 ? shown : choices;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out everywhere, and its legend would say the question twice
    <div
      class={`choices${open ? '' : ' answered'}`}
      role="group"
      aria-label={label || (multiple ? texts.chooseSeveral : texts.choose)}
      onKeyDown={moveFocus}
    >
      {list.map((choice, index) => {
        const isChosen = open ? ticked.value.includes(choice.value) : chosen.includes(choice.value);
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
                  onChange={({ currentTarget: { checked } }) => {
                    ticked.value = choices
                      .map(({ value }) => value)
                      .filter((value) => (value === choice.value ? checked : ticked.value.includes(value)));
                  }}
                />
                <ChoiceLabel choice={choice} />
              </label>
            ) : (
              <button
                type="button"
                class={`choice${isChosen ? ' chosen' : ''}`}
                disabled={!open}
                onClick={(event) => answer([choice.value], event)}
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
      {multiple && open ? (
        <button
          type="button"
          class="button done"
          disabled={ticked.value.length === 0}
          onClick={(event) => answer(ticked.value, event)}
        >
          {texts.done}
        </button>
      ) : null}
    </div>
  );
}

function ChoiceLabel({ choice }: { choice: Choice }): JSX.Element {
  const { settings } = useChat();
  const image = safeUrl(choice.imageUrl, settings.origin, 'media');
  return (
    <>
      {image === undefined ? null : <img src={image} alt="" loading="lazy" />}
      <span class="choice-label">
        {choice.label}
        {choice.description === undefined ? null : <small>{choice.description}</small>}
      </span>
    </>
  );
}
