import { useId, useState } from 'preact/hooks';
import { Dialog } from '../../design/Dialog.tsx';
import { useListbox } from '../../design/useListbox.ts';
import { useInboxTexts } from '../../messages/inbox.ts';
import { useDeskState } from '../deskContext.ts';
import { Keys } from './HelpDialog.tsx';
import { type JumpTarget, jumpTargets } from './jumpTargets.ts';
import { type ShortcutName, shortcutKeys } from './shortcutKeys.ts';
import { useShortcuts } from './useShortcut.ts';

interface JumpDialogProps {
  onClose: () => void;
  onShow: (interaction: string) => void;
  onRun: (name: ShortcutName) => void;
}

/** Finds a conversation or a command by some letters of it. */
export function JumpDialog({ onClose, onShow, onRun }: JumpDialogProps) {
  const desk = useDeskState();
  const shortcuts = useShortcuts();
  const { jump, shortcuts: texts } = useInboxTexts();
  const [typed, setTyped] = useState('');
  // What could be done where the dialog was opened.
  const [commands] = useState(() =>
    Object.keys(shortcutKeys)
      .filter((name): name is ShortcutName => name in shortcutKeys && name !== 'jump')
      .filter((name) => shortcuts.can(name))
      .map((name) => ({ name, text: texts.names[name] })),
  );
  const id = useId();
  const found = jumpTargets(desk, commands, typed);
  const pick = (target: JumpTarget) => {
    if (target.kind === 'conversation') onShow(target.interaction);
    else onRun(target.name);
    onClose();
  };
  const { field, list, option, heard, reset } = useListbox(found, pick);
  return (
    <Dialog title={jump.title} onClose={onClose}>
      <div class="dialog-body jump">
        <label class="hidden-visually" for={`${id}-field`}>
          {jump.field}
        </label>
        <input
          id={`${id}-field`}
          class="input"
          {...field}
          role="combobox"
          aria-expanded={found.length > 0}
          placeholder={jump.field}
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            reset();
          }}
          onKeyDown={heard}
        />
        <span class="hidden-visually" role="status">
          {found.length === 0 ? jump.none : jump.found(found.length)}
        </span>
        {found.length === 0 && <p class="muted small">{jump.none}</p>}
        <div {...list} role="listbox" aria-label={jump.title} class="jump-list" tabIndex={-1}>
          {found.map((target, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and hears the keys.
            <div
              key={target.kind === 'conversation' ? target.interaction : target.name}
              {...option(index)}
              role="option"
              tabIndex={-1}
              class="jump-item"
              onClick={() => pick(target)}
            >
              <span class="jump-text">
                <strong>{target.text}</strong>
                {target.kind === 'conversation' && <span class="small muted"> {target.detail}</span>}
              </span>
              {target.kind === 'command' && shortcuts.mode.value !== 'off' && (
                <span>
                  <Keys name={target.name} single={shortcuts.mode.value === 'single'} />
                </span>
              )}
            </div>
          ))}
        </div>
      </div>
    </Dialog>
  );
}
