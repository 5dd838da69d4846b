import { MongoClient } from 'mongodb';
import { v7 } from 'uuid';
import type { InteractionHeader } from '../../contracts/header.ts';
import type { CloseReason, InteractionState, Sentiment } from '../../contracts/states.ts';
import { emptyConversation } from '../../interactions/conversationState.ts';
import { createInteractions, type InteractionDoc } from '../../interactions/interactions.store.ts';
import { keysVersion, searchKeys } from '../../interactions/search/searchKeys.ts';
import { connectStore } from '../../store/connect.ts';
import { madeWord, seeded, skewed, weighted } from './skewed.ts';

const firstDay = Date.UTC(2025, 0, 1);
const days = 365;
const perBatch = 1_000;

/**
 * Inserts `count` interactions of a year, the oldest first; most are closed, a few people, queues and words come often.
 * The indexes come later, all at once, which is faster. No time limit: a busy machine fills slowly. A store that was
 * filled before (BENCH_DATA) is left as it is.
 */
export async function fillInteractions(uri: string, count: number): Promise<void> {
  const client = await new MongoClient(uri, { connectTimeoutMS: 3_600_000 }).connect();
  const collection = client.db().collection<InteractionDoc>('interactions');
  const random = seeded(1);
  const have = await collection.countDocuments({});
  for (let done = have; done < count; done += perBatch) {
    const size = Math.min(perBatch, count - done);
    await collection.insertMany(
      Array.from({ length: size }, (_, index) => interaction(random, done + index, count)),
      { ordered: false },
    );
    if ((done / perBatch) % 20 === 0) process.stderr.write(`filled ${done} of ${count}\n`);
  }
  // Here and not by the server, which does not wait as long for the store.
  const connection = await connectStore(uri);
  createInteractions(connection);
  for (const [index, options] of connection.model('interaction').schema.indexes()) {
    process.stderr.write(`index ${JSON.stringify(index)}\n`);
    const { unique, partialFilterExpression } = options;
    await collection.createIndex(index as Record<string, 1 | -1>, {
      ...(unique === true ? { unique } : {}),
      ...(partialFilterExpression === undefined ? {} : { partialFilterExpression }),
    });
  }
  await connection.close();
  await client.close();
}

/** One document as the server writes it, `index` of `count`. */
export function interaction(random: () => number, index: number, count: number): InteractionDoc {
  const at = new Date(firstDay + (index / count) * days * 86_400_000);
  const number = `IMS${String(1_000_000 + index).padStart(7, '0')}`;
  const { header: empty, ...fold } = emptyConversation(v7({ msecs: at.getTime() }), number, at.toISOString());
  const open = random() < 0.004;
  const header = { ...empty, ...happened(random, at, open), ...(open ? {} : closed(random, at)) };
  const said = open ? [] : Array.from({ length: 20 }, () => madeWord(skewed(random, 5_000)));
  return {
    _id: header.id,
    v: 1,
    number,
    header,
    fold: { ...fold, context: { page: '/help', plan: 'pro', build: 'x'.repeat(600) } },
    foldedSeq: header.lastSeq,
    dueAt: null,
    open,
    keys: searchKeys(header, said),
    keysVersion,
  };
}

function happened(random: () => number, at: Date, open: boolean): Partial<InteractionHeader> {
  const person = skewed(random, 40_000);
  const agent = skewed(random, 60);
  const queue = skewed(random, 25);
  const live = random() < 0.35;
  const words = Array.from({ length: 5 }, () => madeWord(skewed(random, 2_000))).join(' ');
  return {
    type: weighted(random, [
      ['chat', 0.9],
      ['messaging', 0.08],
      ['phone', 0.015],
      ['walk_up', 0.005],
    ] as const),
    state: open
      ? weighted(random, [
          ['new', 0.3],
          ['work_in_progress', 0.6],
          ['on_hold', 0.1],
        ] as const)
      : 'new',
    owner: open ? (live ? 'agent' : 'virtual_agent') : 'none',
    openedFor: {
      id: `person-${person}`,
      name: `${madeWord(person % 900)} ${madeWord(900 + (person % 3_000))}`,
      email: `person-${person}@example.com`,
    },
    assignedTo: live ? { id: `agent-${agent}`, name: `Agent ${madeWord(agent)}` } : null,
    queue: live ? { id: `queue-${queue}`, name: `Queue ${madeWord(queue)}` } : null,
    updatedAt: new Date(at.getTime() + random() * 3_600_000).toISOString(),
    shortDescription: words,
    virtualAgent: random() < 0.85,
    agentChat: live,
    sentiment: weighted<Sentiment | null>(random, [
      ['neutral', 0.5],
      ['positive', 0.3],
      ['negative', 0.15],
      [null, 0.05],
    ]),
    channel: random() < 0.93 ? 'web' : 'async_web',
    locale: weighted(random, [
      ['en', 0.7],
      ['de', 0.2],
      ['fr', 0.1],
    ] as const),
    domain: weighted(random, [
      ['global', 0.85],
      ['global/acme', 0.149],
      ['global/tiny', 0.001],
    ] as const),
    tags: random() < 0.3 ? [`tag-${skewed(random, 200)}`] : [],
    topics: [`topic_${skewed(random, 30)}`, `topic_${skewed(random, 30)}`],
    messageCount: 4 + Math.floor(random() * 30),
    lastSeq: 12,
  };
}

function closed(random: () => number, at: Date): Partial<InteractionHeader> {
  const [state, stateReason, closeRule] = weighted<[InteractionState, CloseReason, string]>(random, [
    [['closed_complete', 'topic_complete', 'P06'], 0.5],
    [['closed_complete', 'agent_ended', 'P03'], 0.28],
    [['closed_abandoned', 'no_user_response', 'P13'], 0.12],
    [['closed_abandoned', 'left_before_engagement', 'P17'], 0.098],
    [['faulted', 'error', 'P01'], 0.002],
  ]);
  return {
    state,
    stateReason,
    closeRule,
    closedAt: new Date(at.getTime() + 1_800_000).toISOString(),
    closedBy: { kind: 'system', name: 'Switchboard' },
    resolution:
      state === 'closed_complete'
        ? weighted(random, [
            ['resolved', 0.8],
            ['unresolved', 0.2],
          ] as const)
        : null,
    duration: Math.round(random() * 1_800),
  };
}
