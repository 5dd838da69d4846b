import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useListbox } from '../../design/useListbox.ts';
import { useMessages } from '../../messages/language.ts';
import { useLiveTexts } from '../../messages/live.ts';
import { type CommandName, type CommandOption, commandList, type Response } from './commandList.ts';

export interface CommandLineProps {
  line: string;
  commands: readonly CommandName[];
  responses: readonly Response[];
  /** How a template reads in this conversation. */
  preview: (response: Response) => string;
  onLine: (line: string) => void;
  onCommand: (command: CommandName, argument: string) => void;
  onTemplate: (response: Response) => void;
  onReason: (reason: Extract<CommandOption, { kind: 'reason' }>['reason']) => void;
  /** Back to writing, with what was typed as plain words; null: the person went elsewhere. */
  onLeave: (words: string | null) => void;
}

/**
 * A line that begins with `/`, in the composer's place: a combobox with its list above (WAI-ARIA Authoring Practices,
 * editable combobox with list autocomplete). What fits no command goes on as plain words.
 */
export function CommandLine(props: CommandLineProps) {
  const { line, commands, responses, preview, onLine, onLeave } = props;
  const messages = useMessages();
  const texts = useLiveTexts().commands;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const choices = { commands, titles: texts.titles, reasons: messages.waitingReasons, responses };
  const { options, stage, argument } = commandList(line, choices);

  // At once, so that no key is typed into nothing.
  useLayoutEffect(() => {
    const element = input.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);

  const change = (value: string) => {
    reset();
    const next = commandList(value, choices);
    if (!value.startsWith('/') || (next.stage === 'commands' && next.options.length === 0)) onLeave(value);
    else onLine(value);
  };
  const choose = (option: CommandOption) => {
    if (option.kind === 'template') props.onTemplate(option.response);
    else if (option.kind === 'reason') props.onReason(option.reason);
    else if (option.command === 'r' || option.command === 'hold') {
      change(`/${option.command} `);
      input.current?.focus();
    } else props.onCommand(option.command, argument);
  };
  const { field, list, option: optionAt, heard, reset, marked } = useListbox(options, choose);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Tab' && !event.shiftKey) {
      if (marked !== undefined) choose(marked);
    } else if (event.key === 'Escape') onLeave(line);
    else if (!heard(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="command">
      {options.length > 0 && (
        <div class="command-list" {...list} role="listbox" aria-label={texts.label}>
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field, which keeps the focus.
            <div
              key={option.id}
              {...optionAt(index)}
              role="option"
              tabIndex={-1}
              class="command-option"
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
            >
              <OptionText option={option} preview={preview} />
            </div>
          ))}
        </div>
      )}
      {options.length === 0 && stage === 'templates' && <p class="command-none muted small">{texts.none}</p>}
      <p class="hidden-visually" role="status">
        {options.length === 0 ? texts.none : texts.count(options.length)}
      </p>
      <input
        ref={input}
        class="composer-text command-input"
        {...field}
        role="combobox"
        aria-expanded={options.length > 0}
        aria-label={texts.input}
        aria-describedby={`${id}-keys`}
        spellcheck={false}
        value={line}
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => onLeave(null)}
      />
      <p class="command-keys small muted" id={`${id}-keys`}>
        {texts.keys}
      </p>
    </div>
  );
}

function OptionText({ option, preview }: { option: CommandOption; preview: (response: Response) => string }) {
  if (option.kind === 'template') {
    const { shortcut, title } = option.response;
    return (
      <>
        <span class="command-name mono">{shortcut}</span>
        <span class="command-text">
          <strong>{title}</strong> <span class="muted command-preview">{preview(option.response)}</span>
        </span>
      </>
    );
  }
  return (
    <>
      {option.kind === 'command' && <span class="command-name mono">/{option.command}</span>}
      <span class="command-text">{option.title}</span>
    </>
  );
}
