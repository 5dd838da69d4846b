import { useWorkspace } from '../../shell/workspace.ts';
import { useDesk } from '../deskContext.ts';
import { deskHash } from '../state/route.ts';

/** Goes out of a conversation that somebody else has, and puts it away. */
export function useLeave(interaction: string): () => Promise<void> {
  const desk = useDesk();
  const { window } = useWorkspace();
  return async () => {
    await desk.act('conversation:leave', { interaction });
    window.location.hash = deskHash(null);
    desk.dismiss(interaction);
  };
}
