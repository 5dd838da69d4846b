import { useRef } from 'preact/hooks';
import type { InteractionHeader } from '../../contracts/header.ts';
import { waitingReasons } from '../../contracts/states.ts';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { Menu } from '../design/Menu.tsx';
import { useDeskTexts } from '../messages/desk.ts';
import { useMessages } from '../messages/language.ts';
import { useAct } from '../shell/useAct.ts';
import { useDesk } from './deskContext.ts';
import { useShortcut } from './shortcuts/useShortcut.ts';

/** Parks the conversation and says for whom it waits, or takes it up again (domain A2, On Hold). It stays mine. */
export function HoldMenu({ interaction, header }: { interaction: string; header: InteractionHeader }) {
  const desk = useDesk();
  const messages = useMessages();
  const { hold } = useDeskTexts();
  const { busy, run } = useAct();
  const place = useRef<HTMLSpanElement>(null);
  useShortcut('hold', () => place.current?.querySelector('button')?.click());
  if (header.state === 'on_hold') {
    return (
      <span ref={place}>
        <Button
          class="conv-hold"
          icon="play"
          aria-disabled={busy}
          onClick={() => run(() => desk.resume(interaction))}
        >
          <span>{hold.resume}</span>
        </Button>
      </span>
    );
  }
  return (
    <span ref={place}>
      <Menu
        label={hold.why}
        buttonClass="btn btn-secondary conv-hold"
        align="end"
        disabled={busy}
        choices={waitingReasons.map((value) => ({ value, content: messages.waitingReasons[value] }))}
        onChoose={(value) => {
          const reason = waitingReasons.find((each) => each === value);
          if (reason !== undefined) run(() => desk.hold(interaction, reason));
        }}
      >
        <Icon name="pause" />
        <span>{hold.hold}</span>
      </Menu>
    </span>
  );
}
