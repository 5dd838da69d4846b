/** Tells the requester that the agent is typing: at once, again every few seconds, and when it stops. */
export interface TypingNotice {
  typed(interaction: string): void;
  stopped(interaction: string): void;
}

const againMs = 3_000;
const idleMs = 4_000;

export function createTypingNotice(tell: (interaction: string, on: boolean) => void): TypingNotice {
  const toldAt = new Map<string, number>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const stopped = (interaction: string) => {
    clearTimeout(timers.get(interaction));
    if (toldAt.delete(interaction)) tell(interaction, false);
  };
  return {
    stopped,
    typed(interaction) {
      const now = Date.now();
      if (now - (toldAt.get(interaction) ?? 0) >= againMs) {
        toldAt.set(interaction, now);
        tell(interaction, true);
      }
      clearTimeout(timers.get(interaction));
      timers.set(
        interaction,
        setTimeout(() => stopped(interaction), idleMs),
      );
    },
  };
}
