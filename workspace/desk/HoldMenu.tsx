import { useRef, useState } from 'preact/hooks';
import type { InteractionHeader } from '../../contracts/header.ts';
import type { WaitingReason } from '../../contracts/states.ts';
import { explainFailure } from '../api/explainFailure.ts';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { Menu } from '../design/Menu.tsx';
import { useDeskTexts } from '../messages/desk.ts';
import { useMessages } from '../messages/language.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { useDesk } from './deskContext.ts';
import { useShortcut } from './shortcuts/useShortcut.ts';

const reasons: readonly WaitingReason[] = ['waiting_on_customer', 'waiting_internal'];

/** Parks the conversation and says for whom it waits, or takes it up again (domain A2, On Hold). It stays mine. */
export function HoldMenu({ interaction, header }: { interaction: string; header: InteractionHeader }) {
  const desk = useDesk();
  const { toasts } = useWorkspace();
  const messages = useMessages();
  const { hold } = useDeskTexts();
  const [busy, setBusy] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  useShortcut('hold', () => place.current?.querySelector('button')?.click());

  const change = (work: Promise<void>) => {
    setBusy(true);
    work
      .catch((failure: unknown) => toasts.say((m) => explainFailure(failure, m), { bad: true }))
      .finally(() => setBusy(false));
  };
  if (header.state === 'on_hold') {
    return (
      <span ref={place}>
        <Button
          class="conv-hold"
          icon="play"
          disabled={busy}
          onClick={() => change(desk.resume(interaction))}
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
        choices={reasons.map((value) => ({ value, content: messages.waitingReasons[value] }))}
        onChoose={(value) => {
          const reason = reasons.find((each) => each === value);
          if (reason !== undefined) change(desk.hold(interaction, reason));
        }}
      >
        <Icon name="pause" />
        <span>{hold.hold}</span>
      </Menu>
    </span>
  );
}
