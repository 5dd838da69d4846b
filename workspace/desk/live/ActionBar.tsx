import { Button } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { Menu } from '../../design/Menu.tsx';
import { useMessages } from '../../messages/language.ts';
import { useLiveTexts } from '../../messages/live.ts';
import { HoldMenu } from '../HoldMenu.tsx';
import { keysOf, type ShortcutName } from '../shortcuts/shortcutKeys.ts';
import { useShortcut, useShortcuts } from '../shortcuts/useShortcut.ts';
import type { Conversation } from '../state/deskState.ts';
import type { CommandName } from './commandList.ts';
import type { Doing } from './doing.ts';

interface ActionBarProps {
  conversation: Conversation;
  /** What may be done now. */
  commands: readonly CommandName[];
  onDo: (doing: Doing) => void;
}

const inMenu = ['invite', 'help', 'topic', 'return'] as const;
const shortcuts: Record<(typeof inMenu)[number], ShortcutName> = {
  invite: 'invite',
  help: 'askForHelp',
  topic: 'topic',
  return: 'return',
};

/** What the conversation's agent does with it: what is needed often as a button, all else in one menu. */
export function ActionBar({ conversation, commands, onDo }: ActionBarProps) {
  const { interaction, header } = conversation;
  const texts = useLiveTexts().actions;
  const messages = useMessages();
  const { mode } = useShortcuts();
  const may = (command: CommandName) => commands.includes(command);
  const doing = (command: CommandName, what: Doing) => (may(command) ? () => onDo(what) : null);
  useShortcut('transfer', doing('ta', { what: 'transfer' }));
  useShortcut('consult', doing('ta', { what: 'transfer', only: 'agents', consult: true }));
  useShortcut('invite', doing('invite', { what: 'invite' }));
  useShortcut('askForHelp', doing('help', { what: 'help' }));
  useShortcut('topic', doing('topic', { what: 'topic' }));
  useShortcut('return', doing('return', { what: 'return' }));
  useShortcut('end', doing('end', { what: 'end' }));
  const choices = inMenu.filter(may).map((value) => ({
    value,
    content: (
      <>
        <span class="menu-item-text">{texts[value]}</span>
        {mode.value !== 'off' && <kbd class="menu-keys">{keysOf(shortcuts[value])}</kbd>}
      </>
    ),
  }));
  return (
    <>
      {(may('hold') || may('resume')) && <HoldMenu interaction={interaction} header={header} />}
      {may('ta') && (
        <Button
          class="conv-transfer"
          icon="forward"
          title={texts.transfer}
          onClick={() => onDo({ what: 'transfer' })}
        >
          <span>{texts.transfer}</span>
        </Button>
      )}
      {choices.length > 0 && (
        <Menu
          label={texts.moreMenu}
          buttonClass="btn btn-secondary btn-icon"
          align="end"
          choices={choices}
          onChoose={(value) => {
            const what = inMenu.find((each) => each === value);
            if (what !== undefined) onDo({ what });
          }}
        >
          <Icon name="more" />
          <span class="hidden-visually">{texts.more}</span>
        </Menu>
      )}
      {may('end') && (
        <Button
          class="conv-end"
          icon="flag"
          title={messages.conversation.end}
          onClick={() => onDo({ what: 'end' })}
        >
          <span>{messages.conversation.end}</span>
        </Button>
      )}
    </>
  );
}
