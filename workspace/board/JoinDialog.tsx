import { useState } from 'preact/hooks';
import type { BoardConversation } from '../../contracts/handoff.ts';
import type { ViewMode } from '../../contracts/live.ts';
import { explainFailure } from '../api/explainFailure.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { Icon } from '../design/Icon.tsx';
import { useDesk } from '../desk/deskContext.ts';
import { deskHash } from '../desk/state/route.ts';
import { useBoardTexts } from '../messages/board.ts';
import { useMessages } from '../messages/language.ts';
import { useLiveTexts } from '../messages/live.ts';
import { useWorkspace } from '../shell/workspace.ts';

export interface Joining {
  agent: string;
  conversation: BoardConversation;
}

/** The ways into somebody's conversation, each with who will notice (domain D4). */
export function JoinDialog({ agent, conversation, onClose }: Joining & { onClose: () => void }) {
  const { join: texts } = useBoardTexts();
  const messages = useMessages();
  const { view, banner } = useLiveTexts();
  const desk = useDesk();
  const { window } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const title = texts.title(conversation.openedFor || messages.none, agent);
  const { interaction } = conversation;
  const ways = [
    { mode: 'observe', icon: 'eye', label: view.observe, lead: banner.observing },
    { mode: 'whisper', icon: 'lock', label: view.whisperNow, lead: view.whisperLead },
    { mode: 'barge', icon: 'chat', label: view.bargeNow, lead: view.bargeLead },
    { mode: null, icon: 'flag', label: view.takeOverNow, lead: view.takeOverLead(agent) },
  ] as const;
  const choose = async (mode: ViewMode | null) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await (mode === null ? desk.claim(interaction) : desk.act('conversation:view', { interaction, mode }));
      window.location.hash = deskHash(interaction);
    } catch (why) {
      setBusy(false);
      setFailure(why);
    }
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
          {ways.map(({ mode, icon, label, lead }) => (
            <button
              key={mode}
              type="button"
              class="live-way"
              aria-disabled={busy}
              onClick={() => choose(mode)}
            >
              <Icon name={icon} />
              <span>
                <strong>{label}</strong>
                <span class="muted small">{lead}</span>
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
