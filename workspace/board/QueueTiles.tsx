import type { Board } from '../../contracts/handoff.ts';
import { Badge } from '../design/Badge.tsx';
import { useBoardTexts } from '../messages/board.ts';
import { useMessages } from '../messages/language.ts';
import { Since } from './Since.tsx';

/** A tile for each queue: who waits there and who could help. */
export function QueueTiles({ at, queues }: Pick<Board, 'at' | 'queues'>) {
  const { queues: texts } = useBoardTexts();
  if (queues.length === 0) return <p class="muted">{texts.none}</p>;
  return (
    <ul class="live-tiles">
      {queues.map((queue) => (
        <Tile key={queue.id} at={at} queue={queue} />
      ))}
    </ul>
  );
}

function Tile({ at, queue }: { at: string; queue: Board['queues'][number] }) {
  const { queues: texts } = useBoardTexts();
  const { none } = useMessages();
  const { name, open, waiting, longestWaitSeconds, overTarget, agents } = queue;
  const since =
    longestWaitSeconds === null ? null : new Date(Date.parse(at) - longestWaitSeconds * 1_000).toISOString();
  return (
    <li class={`card live-tile${overTarget > 0 ? ' live-tile-late' : ''}`}>
      <div class="live-tile-head">
        <h3>{name}</h3>
        <Badge tone={open ? 'ok' : 'plain'}>{open ? texts.open : texts.closed}</Badge>
      </div>
      <p class="live-count">
        <strong>{waiting}</strong> {texts.waiting(waiting)}
      </p>
      <dl class="live-facts">
        <div>
          <dt>{texts.longest}</dt>
          <dd>{since === null ? none : <Since at={since} />}</dd>
        </div>
        <div class={overTarget > 0 ? 'live-late' : undefined}>
          <dt>{texts.overTarget}</dt>
          <dd>{overTarget}</dd>
        </div>
        <div>
          <dt>{texts.agents}</dt>
          <dd>{texts.agentsOf(agents.available, agents.present)}</dd>
        </div>
      </dl>
    </li>
  );
}
