import { requireSpeaker } from '../../../bot/requireSpeaker.ts';
import { liveFor } from '../../../contracts/live.ts';
import { agentPayloads } from '../../../contracts/sockets.ts';
import { onEvent } from '../onEvent.ts';
import type { AgentDesk } from './agentDesk.ts';

/** What agents have the Virtual Agent do for the requester (protocol §3 `/agent`, domain D4). */
export function addVirtualAgentEvents({ socket, deps, me, actor, visible }: AgentDesk): void {
  const { conversations, virtualAgent } = deps;
  onEvent(socket, deps, 'topic:start', agentPayloads['topic:start'], async ({ interaction, topic }) => {
    const { state } = await conversations.answer(await visible(interaction), (current) =>
      virtualAgent.startsErrand(current, { kind: 'agent', action: 'started_topic', agent: me }, topic, me),
    );
    return { live: liveFor(state.live, actor) };
  });
  onEvent(socket, deps, 'topic:stop', agentPayloads['topic:stop'], async ({ interaction }) => {
    const { state } = await conversations.change(await visible(interaction), (current) => {
      requireSpeaker(current, me);
      return virtualAgent.stopsErrand(current, { kind: 'agent', action: 'stopped_topic', agent: me });
    });
    return { live: liveFor(state.live, actor) };
  });
}
