import { guestGoneTurn } from '../bot/idleTurn.ts';
import type { Clock } from '../contracts/clock.ts';
import type { Settings } from '../contracts/settings.ts';
import type { Conversations } from '../interactions/conversations.ts';
import { guestGoneDeadline } from '../interactions/idleDeadline.ts';
import type { GuestPresence } from './guestPresence.store.ts';
import type { Nodes } from './nodes.store.ts';

export interface GuestsDeps {
  nodeId: string;
  nodes: Nodes;
  presence: GuestPresence;
  conversations: Conversations;
  clock: Clock;
  settings: () => Settings;
  /** Whether this conversation has a requester's socket at this node. */
  isHere: (conversationId: string) => boolean;
}

/** T5: guests whose connection is lost in a live conversation, whichever node had it (domain C2). */
export interface Guests {
  /** A socket of this conversation came or went here. */
  moved(conversationId: string): Promise<void>;
  /** Does what is due for those who are gone. */
  sweep(): Promise<void>;
}

/** A node that was not heard of for so long has lost its connections. */
const nodeGoneSeconds = 60;
const batch = 200;

export function createGuests(deps: GuestsDeps): Guests {
  const { nodeId, nodes, presence, conversations, clock, settings, isHere } = deps;

  async function moved(id: string): Promise<void> {
    const { header } = await conversations.load(id);
    if (header.openedFor.guest !== true) return;
    const here = isHere(id);
    if (here) await presence.here(id, nodeId);
    // With the Virtual Agent T1 counts, and what is over waits for nobody.
    else if (header.owner === 'agent' || header.owner === 'queue')
      await presence.gone(id, nodeId, clock.now());
    else await presence.forget(id, nodeId);
    // A tab that opened while the other's end was written: the latest look decides.
    if (isHere(id) !== here) await moved(id);
  }

  async function look(id: string, now: Date): Promise<void> {
    if (isHere(id)) {
      await presence.here(id, nodeId);
      return;
    }
    const goneAt = await presence.goneSince(id);
    if (goneAt === null) return;
    const { state } = await conversations.change(id, (current) =>
      guestGoneTurn(current, goneAt, now, settings()),
    );
    if (guestGoneDeadline(state, goneAt, settings()) === null) await presence.forget(id);
  }

  return {
    moved,
    async sweep() {
      const now = clock.now();
      const ended = await nodes.silentSince(nodeId, new Date(now.getTime() - nodeGoneSeconds * 1_000));
      if (ended.length > 0) {
        await presence.nodesEnded(ended, now);
        for (const id of ended) await nodes.leave(id);
      }
      // Half of the grace passes before anything is due.
      const before = new Date(now.getTime() - (settings().idle.guestDisconnectSeconds * 1_000) / 2);
      const ids = await presence.goneBefore(before, batch);
      // One that cannot be closed must not keep the others from it.
      const looked = await Promise.allSettled(ids.map((id) => look(id, now)));
      for (const result of looked) if (result.status === 'rejected') throw result.reason;
    },
  };
}
