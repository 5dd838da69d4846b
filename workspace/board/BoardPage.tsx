import { useState } from 'preact/hooks';
import { explainFailure } from '../api/explainFailure.ts';
import { LoadFailed, Loading } from '../design/Loading.tsx';
import { useDesk, useDeskState } from '../desk/deskContext.ts';
import { deskHash } from '../desk/state/route.ts';
import { useBoardTexts } from '../messages/board.ts';
import { useMessages } from '../messages/language.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { AgentsTable } from './AgentsTable.tsx';
import { HelpAsked } from './HelpAsked.tsx';
import { JoinDialog, type Joining } from './JoinDialog.tsx';
import { QueueTiles } from './QueueTiles.tsx';
import { BoardTime, useBoardTime } from './Since.tsx';
import { UnassignedTable } from './UnassignedTable.tsx';
import { useBoard } from './useBoard.ts';

/** The live board of supervisors: queues, what nobody has, agents and what they do (domain D2, D4). */
export function BoardPage() {
  const { session } = useWorkspace();
  const desk = useDesk();
  const texts = useBoardTexts();
  const messages = useMessages();
  const { board, skew, failure, reload } = useBoard(session.api, desk.watchBoard);
  const time = useBoardTime(skew);
  const [joining, setJoining] = useState<Joining | null>(null);
  const why = failure === null ? null : explainFailure(failure, messages);
  return (
    <BoardTime.Provider value={time}>
      <main class="live" id="content" tabIndex={-1}>
        <div class="live-head">
          <h1>{texts.title}</h1>
          <p class="muted">{texts.lead}</p>
        </div>
        <Offers />
        {board === null ? (
          why === null ? (
            <Loading />
          ) : (
            <LoadFailed why={why} onRetry={reload} />
          )
        ) : (
          <>
            {why !== null && (
              <p class="notice notice-warn" role="status">
                {texts.stale} {why}
              </p>
            )}
            <HelpAsked agents={board.agents} onJoin={setJoining} />
            <section class="live-section" aria-labelledby="live-queues">
              <h2 id="live-queues">{texts.queues.title}</h2>
              <QueueTiles at={board.at} queues={board.queues} />
            </section>
            <section class="live-section" aria-labelledby="live-unassigned">
              <h2 id="live-unassigned">
                {texts.unassigned.title}
                {board.unassigned.length > 0 && <span class="count">{board.unassigned.length}</span>}
              </h2>
              <UnassignedTable queues={board.queues} unassigned={board.unassigned} />
            </section>
            <section class="live-section" aria-labelledby="live-agents">
              <h2 id="live-agents">
                {texts.agents.title}
                {board.agents.length > 0 && <span class="count">{board.agents.length}</span>}
              </h2>
              <AgentsTable agents={board.agents} onJoin={setJoining} />
            </section>
          </>
        )}
        {joining !== null && <JoinDialog {...joining} onClose={() => setJoining(null)} />}
      </main>
    </BoardTime.Provider>
  );
}

/** Supervisors take conversations too: what is offered to them is not missed here. */
function Offers() {
  const { inbox } = useDeskState();
  const texts = useBoardTexts();
  const count = inbox?.offers.length ?? 0;
  if (count === 0) return null;
  return (
    <p class="notice" role="status">
      {texts.offers(count)} <a href={deskHash(null)}>{texts.toDesk}</a>
    </p>
  );
}
