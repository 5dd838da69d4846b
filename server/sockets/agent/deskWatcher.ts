import { liveFor } from '../../../contracts/live.ts';
import type { PostedMessage } from '../../../contracts/messages.ts';
import type { ConversationOpened } from '../../../contracts/sockets.ts';
import type { ConversationState } from '../../../interactions/conversationState.ts';
import { shownChange } from '../../access/shownChange.ts';
import { emptiedHeader } from '../../access/shownHeader.ts';
import { shownMessages } from '../../access/shownWords.ts';
import { hasRole } from '../../http/route.ts';
import type { Watcher } from '../watchers.ts';
import type { AgentNamespaceDeps, AgentSocket } from './agentDesk.ts';
import { wrapUpOf } from './openedOf.ts';

/** Shows one conversation on an agent's desk here: what is said in it, and how it stands. */
export function deskWatcher(
  agentId: string,
  opened: ConversationOpened,
  sockets: () => AgentSocket[],
  deps: Pick<AgentNamespaceDeps, 'access' | 'changeOf'>,
): Watcher {
  const { interaction } = opened;
  let { header: latest } = opened;
  return {
    conversationId: latest.id,
    post(messages: PostedMessage[]) {
      const rules = deps.access.current();
      for (const socket of sockets())
        for (const message of shownMessages(rules, socket.data.user, latest, messages))
          socket.emit('message:posted', { ...message, interaction });
    },
    async view(state: ConversationState) {
      latest = state.header;
      const change = await deps.changeOf(state);
      const { messageCount: _, lastSeq: __, updatedAt: ___, ...header } = state.header;
      const { relatedTasks } = state;
      const viewer = sockets()[0]?.data.user;
      const supervises = viewer !== undefined && hasRole(viewer, ['supervisor']);
      const live = liveFor(state.live, { id: agentId, supervises });
      const told = { interaction, relatedTasks, live, ...wrapUpOf(state) };
      const tell = (): void => {
        const rules = deps.access.current();
        for (const socket of sockets()) {
          const { user } = socket.data;
          const shown = emptiedHeader(rules, user, state.header);
          const changed = shownChange(rules, user, state.header, change);
          socket.emit('conversation:changed', { ...changed, ...told, header: shown });
        }
      };
      return { key: [change, header, relatedTasks, live], tell };
    },
  };
}
