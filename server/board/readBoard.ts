import type { Clock } from '../../contracts/clock.ts';
import type { Board } from '../../contracts/handoff.ts';
import type { Scope } from '../../contracts/scope.ts';
import type { Settings } from '../../contracts/settings.ts';
import type { Agents } from '../../handoff/agents.store.ts';
import { coalesce } from '../../handoff/coalesce.ts';
import type { HandoffDefinitions } from '../../handoff/routing/definitions.store.ts';
import { isOpen } from '../../handoff/routing/isOpen.ts';
import type { Queues } from '../../handoff/routing/queues.store.ts';
import type { AccessRules } from '../access/accessRules.ts';
import type { Viewer } from '../tokens.ts';
import { type BoardFacts, boardOf, listedWork } from './boardOf.ts';
import type { BoardReads } from './boardReads.store.ts';

export interface BoardDeps {
  boardReads: BoardReads;
  queues: Queues;
  definitions: HandoffDefinitions;
  agents: Agents;
  access: AccessRules;
  settings: () => Settings;
  clock: Clock;
}

/** What a supervisor sees now (protocol §2 `GET /board`). */
export type ReadBoard = (viewer: Viewer) => Promise<Board>;

/**
 * Supervisors are told of news at the same moment and all look: those of one scope who ask while a look is under way share
 * the next, so a burst costs two.
 */
export function createBoard(deps: BoardDeps): ReadBoard {
  const looks = new Map<string, () => Promise<BoardFacts>>();
  return async (viewer) => {
    const { domain, applications } = viewer;
    const scope = JSON.stringify([domain, applications]);
    const look = looks.get(scope) ?? coalesce(() => readFacts(deps, { domain, applications }));
    looks.set(scope, look);
    return boardOf(await look(), viewer, deps.access.current());
  };
}

/** Six reads, however many wait. */
async function readFacts(deps: BoardDeps, viewer: Scope): Promise<BoardFacts> {
  const now = deps.clock.now();
  const settings = deps.settings();
  const [queues, schedules, agents, work] = await Promise.all([
    deps.queues.all(),
    deps.definitions.schedules.all(),
    // Who is signed in, or was until their lease ran out: `seenAt` is empty after that.
    deps.agents.seenSince(new Date(0)),
    deps.boardReads.work(),
  ]);
  const { unassigned, held } = listedWork(work, viewer);
  const [decisions, conversations] = await Promise.all([
    deps.boardReads.decisions(unassigned.map(({ id }) => id)),
    deps.boardReads.conversations([...unassigned, ...held].map(({ interactionId }) => interactionId)),
  ]);
  const hours = new Map(schedules.map((one) => [one.id, one]));
  return {
    now,
    settings,
    queues: queues.map((queue) => {
      const schedule =
        typeof queue.schedule === 'string' ? (hours.get(queue.schedule) ?? null) : queue.schedule;
      return { ...queue, open: isOpen(schedule, now) };
    }),
    agents,
    work,
    unassigned,
    held,
    decisions,
    conversations,
  };
}
