import { useState } from 'preact/hooks';
import type { BoardConversation } from '../../contracts/handoff.ts';
import { explainFailure } from '../api/explainFailure.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { Icon } from '../design/Icon.tsx';
import { useBoardTexts } from '../messages/board.ts';
import { useMessages } from '../messages/language.ts';
import { useActing } from './useActing.ts';

const ways = [
  { way: 'observe', icon: 'eye' },
  { way: 'whisper', icon: 'lock' },
  { way: 'barge', icon: 'chat' },
  { way: 'take', icon: 'flag' },
] as const;

export interface Joining {
  agent: string;
  conversation: BoardConversation;
}

/** The ways into somebody's conversation, each with who will notice (domain D4). */
export function JoinDialog({ agent, conversation, onClose }: Joining & { onClose: () => void }) {
  const { join: texts } = useBoardTexts();
  const messages = useMessages();
  const { busy, join } = useActing();
  const [failure, setFailure] = useState<unknown>(null);
  const title = texts.title(conversation.openedFor || messages.none, agent);
  const choose = (way: (typeof ways)[number]['way']) => {
    setFailure(null);
    join(conversation.interaction, way).catch(setFailure);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="dialog-body">
        <div>
          <p class="dialog-title" aria-hidden="true">
            {title}
          </p>
          <p class="muted small">{texts.lead}</p>
        </div>
        <div class="live-ways">
          {ways.map(({ way, icon }) => (
            <button key={way} type="button" class="live-way" aria-disabled={busy} onClick={() => choose(way)}>
              <Icon name={icon} />
              <span>
                <strong>{texts[way]}</strong>
                <span class="muted small">{texts[`${way}Hint`]}</span>
              </span>
            </button>
          ))}
        </div>
      </div>
      <div class="dialog-foot">
        {failure !== null && (
          <p class="notice notice-danger" role="alert">
            {explainFailure(failure, messages)}
          </p>
        )}
        <Button onClick={onClose}>{messages.actions.cancel}</Button>
      </div>
    </Dialog>
  );
}
