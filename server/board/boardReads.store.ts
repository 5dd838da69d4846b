import type { Connection } from 'mongoose';
import type { InteractionHeader } from '../../contracts/header.ts';
import { type Live, quiet } from '../../contracts/live.ts';
import type { CandidateReason, Decision, PastOffer, WorkItem } from '../../handoff/workItem.ts';

/** Open work as the board looks at it. */
export type BoardWork = Pick<
  WorkItem,
  | 'id'
  | 'state'
  | 'interactionId'
  | 'number'
  | 'queueId'
  | 'enqueuedAt'
  | 'priority'
  | 'scope'
  | 'offeredTo'
  | 'acceptedBy'
  | 'acceptedAt'
  | 'type'
  | 'size'
> & { offers: Pick<PastOffer, 'outcome' | 'endedAt'>[] };

export interface BoardConversationFacts {
  header: InteractionHeader;
  live: Live;
}

/** The board's own reads: each one look at the store, however much there is. */
export interface BoardReads {
  /** All work that waits or is held. Served by `(open, _id)` of the work items. */
  work(): Promise<BoardWork[]>;
  /** The first reasons of the latest decision about each, by the work item's id. Served by `_id`. */
  decisions(ids: string[]): Promise<Map<string, Pick<Decision, 'agentId' | 'reasons'>>>;
  /** As the headers last said, by the conversation's id. Served by `_id`. */
  conversations(ids: string[]): Promise<Map<string, BoardConversationFacts>>;
}

/** What was stored before work had a kind and a size has none. */
type WorkDoc = Omit<BoardWork, 'id' | 'type' | 'size'> &
  Partial<Pick<BoardWork, 'type' | 'size'>> & { _id: string; open: boolean };
interface DecisionDoc {
  _id: string;
  decision: { agentId: string | null; why?: string; reasons: CandidateReason[] } | null;
}
interface HeaderDoc {
  _id: string;
  header: InteractionHeader;
  fold: { live?: Live };
}

/** Reasons beyond these say nothing that a person reads on a board. */
const mostReasons = 12;
/** All in one answer, up to what a message holds. */
const batchSize = 20_000;
const workFields = {
  state: 1,
  interactionId: 1,
  number: 1,
  queueId: 1,
  enqueuedAt: 1,
  priority: 1,
  scope: 1,
  type: 1,
  size: 1,
  offeredTo: 1,
  acceptedBy: 1,
  acceptedAt: 1,
  'offers.outcome': 1,
  'offers.endedAt': 1,
} as const;

export function createBoardReads(connection: Connection): BoardReads {
  const work = connection.collection<WorkDoc>('work_items');
  const interactions = connection.collection<HeaderDoc>('interactions');
  return {
    async work() {
      const docs = work.find<WorkDoc>({ open: true }, { projection: workFields, batchSize });
      return (await docs.toArray()).map(({ _id, type = 'chat', size = 1, ...item }) => ({
        ...item,
        type,
        size,
        id: _id,
      }));
    },
    async decisions(ids) {
      const projection = {
        'decision.agentId': 1,
        'decision.why': 1,
        'decision.reasons': { $slice: mostReasons },
      };
      const docs = connection
        .collection<DecisionDoc>('work_items')
        .find<DecisionDoc>({ _id: { $in: ids } }, { projection, batchSize });
      return new Map(
        (await docs.toArray()).flatMap(({ _id, decision }) =>
          decision === null ? [] : [[_id, decision] as const],
        ),
      );
    },
    async conversations(ids) {
      const docs = interactions.find<HeaderDoc>(
        { _id: { $in: ids } },
        { projection: { header: 1, 'fold.live': 1 }, batchSize },
      );
      return new Map(
        (await docs.toArray()).map(({ _id, header, fold }) => [_id, { header, live: fold.live ?? quiet }]),
      );
    },
  };
}
