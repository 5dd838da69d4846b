import type { JSX } from 'preact';
import type { ChatTexts } from '../../messages/chatTexts.ts';
import type { Conversation } from '../createConversation.ts';
import { Avatar } from './Avatar.tsx';
import { useChat } from './chatContext.ts';
import type { Formats } from './formats.ts';
import { Icon } from './Icon.tsx';
import { Menu } from './Menu.tsx';

/** Who answers, and what can be done with the conversation as a whole. */
export function Header(menu: { onEnd(): void; onTranscript(): void }): JSX.Element {
  const { conversation, settings, texts, formats, minimise } = useChat();
  const change = conversation.change.value;
  const agent = change?.owner === 'agent' ? change.agent?.name : undefined;
  return (
    <header class="header">
      <Avatar kind={agent === undefined ? 'virtual_agent' : 'agent'} name={agent ?? ''} />
      <div class="headline">
        <h2>{settings.title ?? texts.title}</h2>
        <p class="owner" data-owner={change?.owner ?? 'virtual_agent'}>
          {describeOwner(conversation, texts, formats)}
        </p>
      </div>
      <Menu {...menu} />
      <button
        type="button"
        class="icon-button"
        aria-label={texts.minimise}
        title={texts.minimise}
        onClick={minimise}
      >
        <Icon name="down" />
      </button>
    </header>
  );
}

function describeOwner(conversation: Conversation, texts: ChatTexts, formats: Formats): string {
  const change = conversation.change.value;
  switch (change?.owner) {
    case 'agent': {
      const names = [change.agent, ...(change.others ?? [])].flatMap((one) => one?.name ?? []);
      return names.length === 0 ? texts.ownerAgentUnnamed : texts.ownerAgent(formats.names(names));
    }
    case 'queue':
      return texts.ownerQueue;
    case 'none':
      return texts.ownerNone;
    default:
      return texts.ownerVirtualAgent;
  }
}
