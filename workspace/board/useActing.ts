import { useState } from 'preact/hooks';
import type { ViewMode } from '../../contracts/live.ts';
import { explainFailure } from '../api/explainFailure.ts';
import { useDesk } from '../desk/deskContext.ts';
import { deskHash } from '../desk/state/route.ts';
import { useBoardTexts } from '../messages/board.ts';
import { useWorkspace } from '../shell/workspace.ts';

/** What a supervisor does with a conversation of the board; it then opens on the desk. One at a time. */
export function useActing(): {
  busy: boolean;
  claim: (interaction: string, name: string) => Promise<void>;
  /** @throws CallFailed. */
  join: (interaction: string, how: ViewMode | 'take') => Promise<void>;
} {
  const { window, toasts } = useWorkspace();
  const { unassigned } = useBoardTexts();
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const doing = async (act: () => Promise<void>, interaction: string): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      await act();
      window.location.hash = deskHash(interaction);
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    async claim(interaction, name) {
      try {
        await doing(() => desk.claim(interaction), interaction);
        toasts.say(() => unassigned.claimed(name));
      } catch (failure) {
        toasts.say((messages) => explainFailure(failure, messages), { bad: true });
      }
    },
    join: (interaction, how) =>
      doing(
        () =>
          how === 'take'
            ? desk.claim(interaction)
            : desk.act('conversation:view', { interaction, mode: how }),
        interaction,
      ),
  };
}
