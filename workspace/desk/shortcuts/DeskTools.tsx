import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../design/Button.tsx';
import type { IconName } from '../../design/Icon.tsx';
import { useMessages } from '../../messages/language.ts';
import { Later } from '../../shell/Later.tsx';
import { useSignedIn, useWorkspace } from '../../shell/workspace.ts';
import { mayUse } from '../../signIn/mayUse.ts';
import { useDeskState } from '../deskContext.ts';
import { neighbour } from '../state/neighbour.ts';
import { deskHash, liveHash } from '../state/route.ts';
import type { ShortcutName } from './shortcutKeys.ts';
import { useShortcut, useShortcuts } from './useShortcut.ts';

/** In the bar: notifications and keys; and what the keys do that belong to no part of the desk. */
export function DeskTools({ onDetails }: { onDetails: () => void }) {
  const desk = useDeskState();
  const { window } = useWorkspace();
  const { user } = useSignedIn();
  const shortcuts = useShortcuts();
  const messages = useMessages();
  const [open, setOpen] = useState<'help' | 'jump' | 'notify' | null>(null);
  /** Picked in a dialog: it is done when the dialog has given the focus back. */
  const [picked, setPicked] = useState<ShortcutName | null>(null);
  useEffect(() => {
    if (open !== null || picked === null) return;
    setPicked(null);
    shortcuts.run(picked);
  }, [open, picked, shortcuts]);

  const show = (interaction: string | null) => {
    window.location.hash = deskHash(interaction);
  };
  const go = (step: 1 | -1) => {
    const to = neighbour(desk, step);
    if (to === null) return null;
    return () => {
      const { activeElement } = window.document;
      // From a field one goes on writing; from elsewhere the next key is a command again.
      if (!(activeElement instanceof HTMLTextAreaElement)) window.document.getElementById('content')?.focus();
      show(to);
    };
  };
  useShortcut('next', go(1));
  useShortcut('previous', go(-1));
  useShortcut('back', desk.current === null ? null : () => show(null));
  useShortcut('details', desk.current === null ? null : onDetails);
  useShortcut(
    'board',
    mayUse('live', user.roles)
      ? () => {
          window.location.hash = liveHash;
        }
      : null,
  );
  useShortcut('jump', () => setOpen('jump'));
  useShortcut('help', () => setOpen('help'));
  useShortcut('sound', () => setOpen('notify'));

  const close = () => setOpen(null);
  const tool = (which: 'notify' | 'help', icon: IconName, text: string) => (
    <Button class="bar-button" icon={icon} iconOnly title={text} onClick={() => setOpen(which)}>
      {text}
    </Button>
  );
  return (
    <>
      {tool('notify', 'bell', messages.desk.notify)}
      {tool('help', 'keyboard', messages.desk.shortcuts)}
      {open !== null && (
        <Later name="tools" load={() => import('./shortcutParts.ts')}>
          {({ HelpDialog, JumpDialog, NotifyDialog }) =>
            open === 'help' ? (
              <HelpDialog onClose={close} />
            ) : open === 'notify' ? (
              <NotifyDialog onClose={close} />
            ) : (
              <JumpDialog onClose={close} onShow={show} onRun={setPicked} />
            )
          }
        </Later>
      )}
    </>
  );
}
