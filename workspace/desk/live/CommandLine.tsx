import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
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
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const choices = { commands, titles: texts.titles, reasons: messages.waitingReasons, responses };
  const { options, stage, argument } = commandList(line, choices);
  const active = options[Math.min(at, options.length - 1)];

  // At once, so that no key is typed into nothing.
  useLayoutEffect(() => {
    const element = input.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active?.id]);

  const change = (value: string) => {
    setAt(0);
    const next = commandList(value, choices);
    if (!value.startsWith('/') || (next.stage === 'commands' && next.options.length === 0)) onLeave(value);
    else onLine(value);
  };
  const choose = (option: CommandOption | undefined) => {
    if (option === undefined) return;
    if (option.kind === 'template') props.onTemplate(option.response);
    else if (option.kind === 'reason') props.onReason(option.reason);
    else if (option.command === 'r' || option.command === 'hold') {
      change(`/${option.command} `);
      input.current?.focus();
    } else props.onCommand(option.command, argument);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const count = Math.max(1, options.length);
    if (event.key === 'ArrowDown') setAt((Math.min(at, count - 1) + 1) % count);
    else if (event.key === 'ArrowUp') setAt((Math.min(at, count - 1) - 1 + count) % count);
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) choose(active);
    else if (event.key === 'Escape') onLeave(line);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="command">
      {options.length > 0 && (
        <div class="command-list" id={`${id}-list`} role="listbox" aria-label={texts.label} ref={list}>
          {options.map((option) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field, which keeps the focus.
            <div
              key={option.id}
              id={`${id}-${option.id}`}
              class="command-option"
              role="option"
              tabIndex={-1}
              aria-selected={option === active}
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
        role="combobox"
        aria-label={texts.input}
        aria-expanded={options.length > 0}
        aria-controls={options.length > 0 ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={active === undefined ? undefined : `${id}-${active.id}`}
        aria-describedby={`${id}-keys`}
        autocomplete="off"
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
