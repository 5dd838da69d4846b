import { randomUUID } from 'node:crypto';
import { defaultSettings } from '../../../contracts/settings.ts';
import { type Conversations, createConversations } from '../../../interactions/conversations.ts';
import { createCounters } from '../../../interactions/counters.store.ts';
import { createInsights } from '../../../interactions/insights.store.ts';
import { createInteractions, type Interactions } from '../../../interactions/interactions.store.ts';
import { createRecords, type Records } from '../../../interactions/records/records.store.ts';
import type { Turn, TurnDraft, TurnEvent } from '../../../interactions/turn.ts';
import { createTurns, type Turns } from '../../../interactions/turns.store.ts';
import { syncIndexes } from '../../../store/syncIndexes.ts';
import { simulatedClock } from '../../support/clock.ts';
import { openTestStore, type TestStore } from '../../support/testStore.ts';

export const clock = simulatedClock();

export interface LogNode extends Conversations {
  heard: Turn[];
  found: Turn[];
}

/** The log of conversations on one store, and nodes that write it. */
export interface LogScene {
  store: TestStore;
  turns: Turns;
  interactions: Interactions;
  records: Records;
  failures: unknown[];
  node(over?: { interactions?: Interactions; turns?: Turns }): LogNode;
  /** A conversation that was opened on this node. */
  conversation(on: Conversations): Promise<string>;
  log(id: string): Promise<Turn[]>;
}

export async function openLog(): Promise<LogScene> {
  const store = await openTestStore();
  const turns = createTurns(store.connection);
  const interactions = createInteractions(store.connection);
  const records = createRecords(store.connection, createCounters(store.connection));
  await syncIndexes(store.connection);
  const failures: unknown[] = [];
  let count = 0;
  return {
    store,
    turns,
    interactions,
    records,
    failures,
    node(over = {}) {
      const heard: Turn[] = [];
      const found: Turn[] = [];
      const conversations = createConversations({
        turns: over.turns ?? turns,
        interactions: over.interactions ?? interactions,
        records,
        insights: createInsights(store.connection),
        clock,
        newId: randomUUID,
        settings: defaultSettings,
        committed: (turn) => heard.push(turn),
        found: (turn) => found.push(turn),
        failed: (error) => failures.push(error),
      });
      return { ...conversations, heard, found };
    },
    async conversation(on) {
      count += 1;
      const id = randomUUID();
      await on.open(id, `IMS${String(count).padStart(7, '0')}`, () => opened);
      return id;
    },
    log: (id) => turns.after(id, 0),
  };
}

export const opened: TurnDraft = { cause: { kind: 'requester', action: 'opened' }, events: [], messages: [] };
export const says = (
  text: string,
  clientMessageId: string = randomUUID(),
  events: TurnEvent[] = [],
): TurnDraft => ({
  cause: { kind: 'requester', action: 'message', clientMessageId },
  events,
  messages: [{ type: 'text', id: clientMessageId, text, from: { kind: 'requester', name: 'Robin Vale' } }],
});
