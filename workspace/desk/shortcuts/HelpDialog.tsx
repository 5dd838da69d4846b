import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { useInboxTexts } from '../../messages/inbox.ts';
import { useMessages } from '../../messages/language.ts';
import { type ShortcutName, shortcutKeys } from './shortcutKeys.ts';
import { shortcutModes } from './shortcutOf.ts';
import { useShortcuts } from './useShortcut.ts';

const groups = {
  inbox: ['next', 'previous', 'back', 'accept', 'decline', 'claim', 'open', 'presence'],
  conversation: ['composer', 'note', 'templates', 'attach', 'hold', 'end', 'details', 'task'],
  others: ['transfer', 'consult', 'invite', 'askForHelp', 'topic', 'return', 'leave'],
  desk: ['jump', 'board', 'sound', 'help'],
} as const satisfies Record<string, readonly ShortcutName[]>;

/** Which key does what, and whether keys do anything (WCAG 2.1.4). */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const shortcuts = useShortcuts();
  const messages = useMessages();
  const texts = useInboxTexts().shortcuts;
  const mode = shortcuts.mode.value;
  return (
    <Dialog title={texts.title} onClose={onClose} wide>
      <div class="dialog-body dialog-scroll">
        <div>
          <p class="dialog-title" aria-hidden="true">
            {texts.title}
          </p>
          <p class="muted small">{texts.lead}</p>
        </div>
        <fieldset class="choice-set">
          <legend>{texts.mode}</legend>
          {shortcutModes.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="shortcut-mode"
                checked={mode === each}
                onChange={() => shortcuts.setMode(each)}
              />
              {texts.modes[each]}
            </label>
          ))}
        </fieldset>
        <div class="keys">
          {entriesOf(groups).map(([group, names]) => (
            <section key={group} aria-labelledby={`keys-${group}`}>
              <h3 class="list-title" id={`keys-${group}`}>
                {texts.groups[group]}
              </h3>
              <dl>
                {names.map((name) => (
                  <div key={name} class="key-row">
                    <dt>{texts.names[name]}</dt>
                    <dd>
                      {!shortcuts.can(name) && <span class="small muted">{texts.notNow} </span>}
                      <Keys name={name} single={mode === 'single'} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
      <div class="dialog-foot">
        <Button onClick={onClose}>{messages.actions.close}</Button>
      </div>
    </Dialog>
  );
}

/** A key as it is printed on the keyboard. */
export function Keys({ name, single }: { name: ShortcutName; single: boolean }) {
  const key = shortcutKeys[name].toUpperCase();
  if (single) return <kbd>{key}</kbd>;
  return (
    <>
      <kbd>Alt</kbd> <kbd>{key}</kbd>
    </>
  );
}

function entriesOf<K extends string, V>(of: Record<K, V>): [K, V][] {
  return Object.keys(of)
    .filter((key): key is K => key in of)
    .map((key) => [key, of[key]]);
}
