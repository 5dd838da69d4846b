import { agentPayloads } from '../../../contracts/sockets.ts';
import { onEvent } from '../onEvent.ts';
import type { AgentDesk } from './agentDesk.ts';

/** Presence, offers and claims (protocol §3 `/agent`). */
export function addWorkEvents({
  socket,
  deps,
  desks,
  me,
  actor,
  visible,
  acting,
  mustRead,
}: AgentDesk): void {
  const { handoff } = deps;
  onEvent(socket, deps, 'presence:set', agentPayloads['presence:set'], async ({ state, reason }) => {
    deps.masking().refuse({ reason: reason ?? '' });
    await handoff.setPresence(me.id, state, reason ?? null);
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
    const id = await visible(interaction);
    const { owner, assignedTo } = (await deps.conversations.load(id)).header;
    // domain A4: a supervisor's claim takes it from who has it, with all that was said in it.
    if (actor.supervises && owner === 'agent' && assignedTo?.id !== me.id) {
      await mustRead(id);
      await acting(interaction, 'claim interaction');
    }
    const taken = await handoff.claim(me.id, id, actor.supervises);
    await desks.sync(me.id);
    return { interaction: taken.interaction };
  });
  onEvent(socket, deps, 'lost:seen', agentPayloads['lost:seen'], async () => {
    await handoff.lostSeen(me.id);
    await desks.sync(me.id);
    return {};
  });
}
