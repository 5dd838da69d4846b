import { type AgentDesk, signals } from './agentDesk.ts';

/** Whatever else comes from a desk says that its agent is active (settings.presence.inactiveSeconds). */
export function noteActs({ socket, deps, me }: AgentDesk): void {
  socket.onAny((event: string) => {
    if (signals.has(event)) return;
    const noted = deps.handoff.acted(me.id);
    void deps.track(noted.catch((error: unknown) => deps.failed(error, 'noting that an agent is active')));
  });
}
