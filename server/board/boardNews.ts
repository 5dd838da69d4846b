/** Tells who watches the board that there is news of it, at most once a round of the sweeper (a second). */
export interface BoardNews {
  /** Something that the board shows changed on this node; with the conversation, if it was one. */
  moved(conversationId?: string): void;
  /** Another node said so. */
  heard(): void;
  /** Other nodes are there and cannot say so, or what they said may be lost: the board itself is compared. */
  doubt(): void;
  /** Due each round. */
  tell(): Promise<void>;
}

export interface BoardNewsDeps {
  /** Somebody watches on this node. */
  isWatched: () => boolean;
  /** `board:changed` to who watches on this node. */
  changed: () => void;
  tellNodes: () => void;
  /** Resolves when the conversation's header is written: whoever reads the board then finds the news in it. */
  settled: (conversationId: string) => Promise<void>;
  /** All that boards show but for what time alone changes. */
  picture: () => Promise<string>;
}

export function createBoardNews(deps: BoardNewsDeps): BoardNews {
  const conversations = new Set<string>();
  let hasMoved = false;
  let hasHeard = false;
  let inDoubt = false;
  let pictured = '';

  async function tell(): Promise<void> {
    const moved = hasMoved;
    const isNews = moved || hasHeard;
    const doubt = inDoubt;
    const settling = [...conversations];
    conversations.clear();
    hasMoved = hasHeard = inDoubt = false;
    await Promise.all(settling.map(deps.settled));
    if (moved) deps.tellNodes();
    if (!deps.isWatched()) return;
    const told = isNews || (doubt && (await looksOther()));
    if (told) deps.changed();
  }

  async function looksOther(): Promise<boolean> {
    const before = pictured;
    pictured = await deps.picture();
    return pictured !== before;
  }

  return {
    moved(conversationId) {
      hasMoved = true;
      if (conversationId !== undefined) conversations.add(conversationId);
    },
    heard() {
      hasHeard = true;
    },
    doubt() {
      inDoubt = true;
    },
    async tell() {
      try {
        await tell();
      } catch (error) {
        // What failed here is looked at again in the next round.
        hasMoved = inDoubt = true;
        throw error;
      }
    },
  };
}
