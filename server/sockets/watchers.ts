import type { PostedMessage } from '../../contracts/messages.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Conversations } from '../../interactions/conversations.ts';
import type { Turn } from '../../interactions/turn.ts';
import type { Turns } from '../../interactions/turns.store.ts';

/** Somebody who looks at a conversation through one socket of this node. */
export interface Watcher {
  conversationId: string;
  /** Sends the messages of a turn that this watcher may see. */
  post(messages: PostedMessage[], state: ConversationState): void;
  /** What this watcher may know about the state; told again whenever it differs. */
  view(state: ConversationState): Promise<{ key: unknown; tell: () => void }>;
}

interface Watching {
  watcher: Watcher;
  /** The last `seq` that was sent. */
  cursor: number;
  /** What was last sent as the conversation's state. */
  shown: string;
  chain: Promise<void>;
  /** A delivery failed: what the socket was sent may end before the log does. */
  stale: boolean;
}

/**
 * Delivers committed turns to the watchers of this node: each gets every message once and in order, whatever
 * path the news took (protocol §3). The log is the truth; news only says that it is worth a look.
 */
export interface Watchers {
  /** Sends everything after `after` in order, then goes live. Resolves when the first part is sent. */
  add(watcher: Watcher, after: number): Promise<() => void>;
  /** A turn that this node committed. */
  committed(turn: Turn, state: ConversationState): void;
  /** Another node committed something in this conversation. */
  elsewhere(conversationId: string): void;
  /** There may be more in the log than was sent. */
  look(conversationId: string): void;
  /** Looks again for those to whom a delivery failed. */
  retry(): Promise<void>;
  /** What is being watched here, with the last `seq` sent to the one who is furthest behind. */
  watched(): { conversationId: string; cursor: number }[];
  /** Sends the state again where it differs from what was sent (a queue position moved, say). */
  refresh(conversationId: string): void;
}

export function createWatchers(
  turns: Turns,
  conversations: () => Conversations,
  failed: (error: unknown, where: string) => void,
): Watchers {
  const byConversation = new Map<string, Set<Watching>>();

  async function show(watching: Watching, state: ConversationState): Promise<void> {
    const { key, tell } = await watching.watcher.view(state);
    const shown = JSON.stringify(key);
    if (watching.shown === shown) return;
    watching.shown = shown;
    tell();
  }

  function send(watching: Watching, turn: Turn, state: ConversationState): void {
    const fresh = turn.messages.filter((message) => message.seq > watching.cursor);
    watching.cursor = Math.max(watching.cursor, turn.lastSeq);
    if (fresh.length > 0) watching.watcher.post(fresh, state);
  }

  async function catchUp(watching: Watching): Promise<void> {
    const id = watching.watcher.conversationId;
    const state = await conversations().load(id);
    if (watching.cursor > state.lastSeq) watching.cursor = state.lastSeq;
    while (watching.cursor < state.lastSeq) {
      // Turns that came after `state` wait for their own news: sent here, they would move the cursor past a state
      // that was never shown.
      const missed = (await turns.after(id, watching.cursor, 500)).filter(
        (turn) => turn.lastSeq <= state.lastSeq,
      );
      if (missed.length === 0) break;
      for (const turn of missed) send(watching, turn, state);
    }
    await show(watching, state);
  }

  /** One step after the other for each watcher, so that nothing overtakes. */
  function next(watching: Watching, step: () => Promise<void> | void): Promise<void> {
    watching.chain = watching.chain.then(step).catch((error: unknown) => {
      watching.stale = true;
      failed(error, 'delivering to a socket');
    });
    return watching.chain;
  }

  const each = (id: string, act: (watching: Watching) => void): void => {
    for (const watching of byConversation.get(id) ?? []) act(watching);
  };

  return {
    async add(watcher, after) {
      const watching: Watching = {
        watcher,
        cursor: after,
        shown: '',
        chain: Promise.resolve(),
        stale: false,
      };
      const watchers = byConversation.get(watcher.conversationId) ?? new Set();
      watchers.add(watching);
      byConversation.set(watcher.conversationId, watchers);
      await next(watching, () => catchUp(watching));
      return () => {
        watchers.delete(watching);
        if (watchers.size === 0) byConversation.delete(watcher.conversationId);
      };
    },
    committed(turn, state) {
      each(state.id, (watching) => {
        void next(watching, () => {
          if (turn.lastSeq <= watching.cursor) return;
          if (turn.seq > watching.cursor + 1) return catchUp(watching);
          send(watching, turn, state);
          return show(watching, state);
        });
      });
    },
    elsewhere(conversationId) {
      conversations().forget(conversationId);
      each(conversationId, (watching) => void next(watching, () => catchUp(watching)));
    },
    look(conversationId) {
      each(conversationId, (watching) => void next(watching, () => catchUp(watching)));
    },
    async retry() {
      for (const watching of [...byConversation.values()].flatMap((watchers) => [...watchers])) {
        if (!watching.stale) continue;
        watching.stale = false;
        await next(watching, () => catchUp(watching));
      }
    },
    watched() {
      return [...byConversation].map(([conversationId, watchers]) => ({
        conversationId,
        cursor: Math.min(...[...watchers].map((watching) => watching.cursor)),
      }));
    },
    refresh(conversationId) {
      each(conversationId, (watching) => {
        void next(watching, async () => {
          await show(watching, await conversations().known(conversationId));
        });
      });
    },
  };
}
