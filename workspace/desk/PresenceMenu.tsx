import { useRef } from 'preact/hooks';
import type { DeskOptions } from '../../contracts/handoff.ts';
import { presenceStates } from '../../contracts/states.ts';
import { Icon } from '../design/Icon.tsx';
import { Menu, type MenuChoice } from '../design/Menu.tsx';
import { RelativeTime } from '../design/RelativeTime.tsx';
import { formatTime } from '../format/time.ts';
import { useLocale, useMessages } from '../messages/language.ts';
import { useDeskState } from './deskContext.ts';
import { PresenceDot } from './PresenceDot.tsx';
import { useShortcut } from './shortcuts/useShortcut.ts';
import { usePresenceWords } from './usePresenceWords.ts';
import { useSetPresence } from './useSetPresence.ts';

/** What ships (domain D1): the server tells of others in `options`. */
const shipped: DeskOptions['presences'] = presenceStates.map((name) => ({
  name,
  label: '',
  available: name === 'available',
}));

/** My presence, why and since when; with a state that takes no work one may say why. */
export function PresenceMenu() {
  const { presence, presenceReason, presenceSince, options } = useDeskState();
  const messages = useMessages();
  const locale = useLocale();
  const { setPresence, busy } = useSetPresence();
  const place = useRef<HTMLSpanElement>(null);
  useShortcut('presence', () => place.current?.querySelector('button')?.click());
  const states = options?.presences ?? shipped;
  const { nameOf, reasonOf } = usePresenceWords();
  // The server says it on connecting; until then nothing is claimed and nothing can be chosen.
  const now = presence === null ? messages.presence.unknown : nameOf(presence);
  const why = presenceReason === null ? null : reasonOf(presenceReason);
  const reasonsOf = (state: string): MenuChoice[] =>
    ['', ...(options?.presenceReasons ?? [])].map((reason) => ({
      value: [state, reason].join(between),
      chosen: state === presence && reason === (presenceReason ?? ''),
      content: reason === '' ? messages.presence.noReason : reason,
    }));
  const reasoned = (options?.presenceReasons ?? []).length > 0;
  return (
    <span ref={place}>
      <Menu
        label={messages.presence.label}
        buttonClass="presence"
        disabled={busy || presence === null}
        {...(presence !== null && presenceSince !== null
          ? {
              head: (
                <>
                  <strong>{now}</strong> {why !== null && `· ${why}`}
                  <div class="muted small">
                    {messages.presence.since(formatTime(presenceSince, locale))} ·{' '}
                    <RelativeTime at={presenceSince} />
                  </div>
                </>
              ),
            }
          : {})}
        choices={states.map(({ name, available }) => ({
          value: name,
          chosen: name === presence,
          ...(!available && reasoned ? { next: reasonsOf(name) } : {}),
          content: (
            <>
              <PresenceDot state={name} />
              <span class="menu-item-text">
                <strong>{nameOf(name)}</strong>
                {messages.presence.hints[name] !== undefined && (
                  <span class="muted">{messages.presence.hints[name]}</span>
                )}
              </span>
              {name === presence && <Icon name="check" />}
            </>
          ),
        }))}
        onChoose={(value) => {
          const [state = '', reason = ''] = value.split(between);
          setPresence(state, reason === '' ? undefined : reason);
        }}
      >
        <PresenceDot state={presence ?? 'offline'} />
        <span class="hidden-visually">{messages.presence.label}: </span>
        <strong>{now}</strong>
        {why !== null && <span class="presence-reason">{why}</span>}
        <Icon name="chevronDown" />
      </Menu>
    </span>
  );
}

/** Stands in no name of a state. */
const between = '\n';
