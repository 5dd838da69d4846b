import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useChat } from './chatContext.ts';
import { Icon, type IconName } from './Icon.tsx';

interface Entry {
  icon: IconName;
  label: string;
  act(): void;
}

/** The menu button of the header, with the keys of a menu: arrows, Home, End, Escape. */
export function Menu({ onEnd, onTranscript }: { onEnd(): void; onTranscript(): void }): JSX.Element | null {
  const { conversation, texts, root, focusComposer } = useChat();
  const open = useSignal(false);
  const frame = useRef<HTMLDivElement>(null);
  const items = () => Array.from(frame.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []);

  useLayoutEffect(() => {
    if (!open.value) return;
    items()[0]?.focus();
    const outside = (event: Event) => {
      if (!event.composedPath().some((target) => target === frame.current)) open.value = false;
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open.value]);

  const entries: Entry[] = [];
  // The server restarts a conversation only while the Virtual Agent has it.
  if (conversation.change.value?.owner === 'virtual_agent')
    entries.push({
      icon: 'restart',
      label: texts.restart,
      act: () => void conversation.restart().then(focusComposer),
    });
  entries.push({ icon: 'file', label: texts.transcript, act: onTranscript });
  entries.push({ icon: 'stop', label: texts.end, act: onEnd });
  if (conversation.ended.value || conversation.link.value.state !== 'online') return null;

  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(root.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all.at(to % all.length)?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      open.value = false;
      if (event.key === 'Tab') return;
      event.preventDefault();
      frame.current?.querySelector('button')?.focus();
    }
  };
  return (
    <div class="menu" ref={frame}>
      <button
        type="button"
        class="icon-button"
        aria-haspopup="menu"
        aria-expanded={open.value}
        aria-label={texts.menu}
        title={texts.menu}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Icon name="more" />
      </button>
      {open.value ? (
        <div class="menu-list" role="menu" aria-label={texts.menu} tabIndex={-1} onKeyDown={onKeyDown}>
          {entries.map(({ icon, label, act }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                open.value = false;
                act();
              }}
            >
              <Icon name={icon} />
              {label}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
