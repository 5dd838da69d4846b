import { Icon } from '../design/Icon.tsx';
import { Menu } from '../design/Menu.tsx';
import { useMessages } from '../messages/language.ts';
import { useDeskState } from './deskContext.ts';
import { useSetPresence } from './useSetPresence.ts';

const states = ['available', 'away', 'offline'] as const;

export function PresenceMenu() {
  const { presence } = useDeskState();
  const messages = useMessages();
  const { setPresence, busy } = useSetPresence();
  const nameOf = (state: string) => messages.presence.states[state] ?? state;
  // The server says it on connecting; until then nothing is claimed.
  const now = presence === null ? messages.presence.unknown : nameOf(presence);
  return (
    <Menu
      label={messages.presence.label}
      buttonClass="presence"
      disabled={busy}
      choices={states.map((state) => ({
        value: state,
        chosen: state === presence,
        content: (
          <>
            <PresenceDot state={state} />
            <span class="menu-item-text">
              <strong>{nameOf(state)}</strong>
              <span class="muted">{messages.presence.hints[state]}</span>
            </span>
            {state === presence && <Icon name="check" />}
          </>
        ),
      }))}
      onChoose={setPresence}
    >
      <PresenceDot state={presence ?? 'offline'} />
      <span class="hidden-visually">{messages.presence.label}: </span>
      <strong>{now}</strong>
      <Icon name="chevronDown" />
    </Menu>
  );
}

/** Full, half, empty: the shape says it as well as the colour. */
function PresenceDot({ state }: { state: string }) {
  return <span class={`presence-dot presence-${state}`} aria-hidden="true" />;
}
