import type { RoutingEntry } from '../../../contracts/handoff.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { readRouting } from '../../api/interactions.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Badge, type Tone } from '../../design/Badge.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { DateTime } from '../../design/RelativeTime.tsx';
import { type Column, Table } from '../../design/Table.tsx';
import { useMessages } from '../../messages/language.ts';
import { useRouterTexts } from '../../messages/router.ts';
import { useWorkspace } from '../../shell/workspace.ts';

/** What the router did with the interaction and would do now, with whom it looked at and why (domain D2, F7 9). */
export function RoutingTab({ number }: { number: string }) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const texts = useRouterTexts();
  const { data, failure, reload } = useLoaded(number, (signal) => readRouting(session.api, number, signal));
  if (failure !== null) return <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />;
  if (data === null) return <Loading />;
  if (data.items.length === 0) return <EmptyState icon="list" title={texts.empty} text={texts.emptyHint} />;
  const columns: Column<RoutingEntry>[] = [
    { key: 'at', title: texts.at, width: '170px', cell: ({ at }) => <DateTime at={at} /> },
    {
      key: 'what',
      title: texts.what,
      width: '190px',
      cell: ({ kind }) => <Badge tone={tones[kind] ?? 'plain'}>{texts.kinds[kind]}</Badge>,
    },
    { key: 'queue', title: texts.queue, width: '170px', cell: ({ queue }) => queue },
    { key: 'agent', title: texts.agent, width: '150px', cell: ({ agent }) => agent?.name },
    { key: 'why', title: texts.why, cell: (entry) => <Why {...entry} /> },
  ];
  return (
    <>
      <p class="muted tab-lead">{texts.lead}</p>
      {data.now !== null && <Now {...data.now} />}
      <Table
        caption={texts.caption}
        columns={columns}
        rows={data.items}
        keyOf={(entry) => String(data.items.indexOf(entry))}
      />
    </>
  );
}

function Now({ queue, agent, candidates = [], others = 0 }: RoutingEntry) {
  const texts = useRouterTexts();
  return (
    <section class="card field-group" aria-labelledby="routing-now">
      <h2 id="routing-now">{texts.now}</h2>
      <p>
        {texts.nowLead(queue)} <strong>{agent === null ? texts.nowNobody : texts.nowTo(agent.name)}</strong>
      </p>
      {candidates.length + others === 0 ? (
        <p class="muted">{texts.noCandidates}</p>
      ) : (
        <Candidates candidates={candidates} others={others} />
      )}
    </section>
  );
}

function Why({ why, candidates = [], others = 0 }: RoutingEntry) {
  const texts = useRouterTexts();
  return (
    <>
      {why !== null && <p>{texts.words(why)}</p>}
      {candidates.length + others > 0 && (
        <details>
          <summary>{texts.candidateCount(candidates.length + others)}</summary>
          <Candidates candidates={candidates} others={others} />
        </details>
      )}
    </>
  );
}

/** The chosen one first, then who came next, then the nearest misses: the router's own order. `others`: not for me to know. */
function Candidates({ candidates, others }: Required<Pick<RoutingEntry, 'candidates' | 'others'>>) {
  const texts = useRouterTexts();
  return (
    <>
      {candidates.length > 0 && (
        <ol class="log-candidates" aria-label={texts.candidates}>
          {candidates.map(({ agent, why, chosen }) => (
            <li key={agent.id}>
              <strong>{agent.name}</strong>
              <span class="muted">{texts.words(why.replace(/^chosen: /, ''))}</span>
              {chosen && <Badge tone="ok">{texts.chosen}</Badge>}
            </li>
          ))}
        </ol>
      )}
      {others > 0 && <p class="muted">{texts.words(`and ${others} more`)}</p>}
    </>
  );
}

const tones: Readonly<Partial<Record<RoutingEntry['kind'], Tone>>> = {
  decided: 'warn',
  offered: 'info',
  accepted: 'ok',
  rejected: 'orange',
  timed_out: 'orange',
  no_capacity: 'orange',
  lost: 'danger',
  moved: 'accent',
  transferred: 'accent',
  taken_over: 'accent',
};
