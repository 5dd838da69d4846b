import { requireSpeaker } from '../../../bot/requireSpeaker.ts';
import { liveFor } from '../../../contracts/live.ts';
import { agentPayloads } from '../../../contracts/sockets.ts';
import type { Decide } from '../../../interactions/conversations.ts';
import { onEvent } from '../onEvent.ts';
import type { AgentDesk } from './agentDesk.ts';

/** What agents have the Virtual Agent do for the requester (protocol §3 `/agent`, domain D4). */
export function addVirtualAgentEvents({ socket, deps, me, actor, visible }: AgentDesk): void {
  const { conversations, virtualAgent } = deps;
  const change = async (interaction: string, decide: Decide) => {
    const id = await visible(interaction);
    const { state } = await conversations.change(id, decide);
    return { live: liveFor(state.live, actor) };
  };
  onEvent(socket, deps, 'topic:start', agentPayloads['topic:start'], ({ interaction, topic }) =>
    change(interaction, (state) =>
      virtualAgent.startsErrand(state, { kind: 'agent', action: 'started_topic', agent: me }, topic, me),
    ),
  );
  onEvent(socket, deps, 'topic:stop', agentPayloads['topic:stop'], ({ interaction }) =>
    change(interaction, (state) => {
      requireSpeaker(state, me);
      return virtualAgent.stopsErrand(state, { kind: 'agent', action: 'stopped_topic', agent: me });
    }),
  );
}
