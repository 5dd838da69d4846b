import { agentPayloads } from '../../../contracts/sockets.ts';
import { onEvent } from '../onEvent.ts';
import type { AgentDesk } from './agentDesk.ts';

/** Presence, offers and claims (protocol §3 `/agent`). */
export function addWorkEvents({ socket, deps, desks, me, visible }: AgentDesk): void {
  const { handoff } = deps;
  onEvent(socket, deps, 'presence:set', agentPayloads['presence:set'], async ({ state }) => {
    await handoff.setPresence(me.id, state);
    await desks.sync(me.id);
    return { state };
  });
  onEvent(socket, deps, 'offer:accept', agentPayloads['offer:accept'], async ({ workItemId }) => {
    const { interaction } = await handoff.accept(me.id, workItemId);
    desks.withdrawn(me.id, workItemId, 'accepted');
    await desks.sync(me.id);
    return { interaction };
  });
  onEvent(socket, deps, 'offer:reject', agentPayloads['offer:reject'], async ({ workItemId, reason }) => {
    deps.masking().refuse({ reason });
    await handoff.reject(me.id, workItemId, reason);
    desks.withdrawn(me.id, workItemId, 'rejected');
    await desks.sync(me.id);
    return {};
  });
  onEvent(socket, deps, 'work:claim', agentPayloads['work:claim'], async ({ interaction }) => {
    const taken = await handoff.claim(me.id, await visible(interaction));
    await desks.sync(me.id);
    return { interaction: taken.interaction };
  });
}
