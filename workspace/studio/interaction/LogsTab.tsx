import { useState } from 'preact/hooks';
import type { InteractionLogEntry } from '../../../contracts/header.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { readLogs } from '../../api/interactions.ts';
import { usePages } from '../../api/usePages.ts';
import { Badge, type Tone } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { type Column, Table } from '../../design/Table.tsx';
import { formatFullTime } from '../../format/time.ts';
import { useLocale, useMessages } from '../../messages/language.ts';
import { useRecordTexts } from '../../messages/record.ts';
import type { StudioTexts } from '../../messages/studio.en.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { groupLog, type LogGroup } from './groupLog.ts';

/** Every topic and element in order, numbered from 1; setup topics are marked and may be hidden. */
export function LogsTab({ number }: { number: string }) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const studioTexts = useStudioTexts();
  const [hideSetup, setHideSetup] = useState(false);
  const texts = useRecordTexts();
  const { items, failure, loading, more, reload } = usePages(number, (cursor, signal) =>
    readLogs(session.api, number, cursor, signal),
  );
  if (failure !== null) return <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />;
  if (items === null) return <Loading />;
  if (items.length === 0)
    return <EmptyState icon="list" title={studioTexts.logs.empty} text={studioTexts.logs.emptyHint} />;
  const groups = groupLog(items).filter((group) => !hideSetup || group.topicKind !== 'setup');
  return (
    <>
      <div class="tab-tools">
        <span class="muted small">{studioTexts.logs.entries(items.length)}</span>
        <span class="bar-space" />
        <label class="check">
          <input
            type="checkbox"
            checked={hideSetup}
            onChange={(event) => setHideSetup(event.currentTarget.checked)}
          />
          {studioTexts.logs.hideSetup}
        </label>
      </div>
      <div class="log-groups">
        {groups.map((group) => (
          <Group key={group.entries[0]?.number} group={group} />
        ))}
      </div>
      {more !== null && (
        <p class="list-more">
          <Button onClick={more} aria-disabled={loading}>
            {texts.logs.more}
          </Button>
        </p>
      )}
    </>
  );
}

function Group({ group }: { group: LogGroup }) {
  const texts = useStudioTexts();
  const locale = useLocale();
  const { topic, topicKind, entries, ms } = group;
  const name = topic ?? texts.logs.outsideTopics;
  return (
    <section class={`log-group log-group-${topicKind ?? 'none'}`}>
      <div class="log-group-head">
        <h2>{name}</h2>
        {topicKind !== null && <Badge tone={topicTones[topicKind]}>{texts.logs.topicKinds[topicKind]}</Badge>}
        <span class="bar-space" />
        <span class="muted small">
          {texts.logs.entries(entries.length)}
          {ms !== null && ` · ${texts.logs.total(formatMs(ms, locale))}`}
        </span>
      </div>
      <Table
        caption={`${texts.logs.caption(name)} (${entries[0]?.number ?? 0})`}
        columns={columnsOf(texts, locale)}
        rows={entries}
        keyOf={(entry) => String(entry.number)}
      />
    </section>
  );
}

function columnsOf({ logs }: StudioTexts, locale: string): Column<InteractionLogEntry>[] {
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return [
    { key: 'number', title: logs.number, width: '56px', number: true, cell: (entry) => entry.number },
    {
      key: 'at',
      title: logs.time,
      width: '92px',
      cell: ({ at }) => (
        <time class="mono" dateTime={at} title={formatFullTime(at, locale)}>
          {clock.format(new Date(at))}
        </time>
      ),
    },
    {
      key: 'kind',
      title: logs.what,
      width: '214px',
      cell: ({ kind, elementKind }) => (
        <span class="log-kind">
          <Badge tone={kindTones[kind]}>{logs.kinds[kind]}</Badge>
          {elementKind !== null && <span class="muted mono">{elementKind}</span>}
        </span>
      ),
    },
    { key: 'element', title: logs.element, width: '132px', cell: ({ element }) => <Value text={element} /> },
    { key: 'input', title: logs.input, cell: ({ input }) => <Value text={input} /> },
    {
      key: 'output',
      title: logs.output,
      cell: (entry) =>
        entry.candidates?.length ? (
          <Candidates candidates={entry.candidates} chosen={entry.topic} locale={locale} />
        ) : (
          <Value text={entry.output} />
        ),
    },
    { key: 'outcome', title: logs.outcome, width: '124px', cell: ({ outcome }) => <Value text={outcome} /> },
    {
      key: 'ms',
      title: logs.ms,
      width: '64px',
      number: true,
      cell: ({ ms }) => (ms === null ? '' : formatMs(ms, locale)),
    },
  ];
}

interface CandidatesProps {
  candidates: NonNullable<InteractionLogEntry['candidates']>;
  chosen: string | null;
  locale: string;
}

/** What discovery weighed (domain B3), the best first, with what recognised it. */
function Candidates({ candidates, chosen, locale }: CandidatesProps) {
  const { logs } = useRecordTexts();
  const score = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <ol class="log-candidates" aria-label={logs.candidates}>
      {candidates.map(({ topic, title, score: reached, by }) => (
        <li key={topic}>
          <strong class="mono">{score.format(reached)}</strong> <span title={topic}>{title}</span>{' '}
          <span class="muted">{logs.by[by]}</span>
          {topic === chosen && <Badge tone="ok">{logs.chosen}</Badge>}
        </li>
      ))}
    </ol>
  );
}

function Value({ text }: { text: string | null }) {
  return text === null || text === '' ? null : <span class="log-value">{text}</span>;
}

function formatMs(ms: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(ms);
}

const topicTones: Readonly<Record<NonNullable<InteractionLogEntry['topicKind']>, Tone>> = {
  topic: 'accent',
  block: 'info',
  setup: 'va',
  small_talk: 'plain',
};

const kindTones: Readonly<Record<InteractionLogEntry['kind'], Tone>> = {
  topic_started: 'accent',
  topic_ended: 'plain',
  element: 'plain',
  discovery: 'info',
  handoff: 'orange',
  record: 'ok',
  action: 'info',
  deflection: 'ok',
  correction: 'warn',
  language: 'info',
  label: 'info',
  pause: 'plain',
  owner: 'warn',
  fault: 'danger',
  survey: 'info',
  search: 'info',
  reminder: 'plain',
  fields: 'plain',
  state: 'warn',
  person: 'info',
  file: 'ok',
  mail: 'info',
  removed: 'warn',
  member: 'info',
  help: 'orange',
  errand: 'va',
  wait: 'plain',
  callback: 'info',
  closed: 'plain',
};
