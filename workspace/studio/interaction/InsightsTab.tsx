import type { Insight } from '../../../contracts/header.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { readInsights } from '../../api/interactions.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Badge } from '../../design/Badge.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { DateTime } from '../../design/RelativeTime.tsx';
import { SentimentDot } from '../../design/SentimentDot.tsx';
import { type Column, Table } from '../../design/Table.tsx';
import { formatDuration, secondsBetween } from '../../format/duration.ts';
import { useLocale, useMessages } from '../../messages/language.ts';
import { useRecordTexts } from '../../messages/record.ts';
import { useWorkspace } from '../../shell/workspace.ts';

/** The Interaction Insights (domain A1): the sentiment of each part at its end, with the band that was neutral. */
export function InsightsTab({ number }: { number: string }) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { insights } = useRecordTexts();
  const locale = useLocale();
  const { data, failure, reload } = useLoaded(number, (signal) => readInsights(session.api, number, signal));
  if (failure !== null) return <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />;
  if (data === null) return <Loading />;
  if (data.items.length === 0)
    return <EmptyState icon="chat" title={insights.empty} text={insights.emptyHint} />;
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 2 });
  const columns: Column<Insight>[] = [
    { key: 'part', title: insights.part, number: true, width: '64px', cell: ({ part }) => part },
    {
      key: 'with',
      title: insights.with,
      cell: ({ kind, with: other }) => (
        <span class="list-by">
          <Badge
            tone={kind === 'virtual_agent' ? 'va' : 'accent'}
            icon={kind === 'virtual_agent' ? 'bot' : 'people'}
          >
            {insights.kinds[kind]}
          </Badge>
          {kind === 'live' && <span>{other?.name ?? insights.nobody}</span>}
        </span>
      ),
    },
    { key: 'user', title: insights.user, cell: ({ user }) => user.name },
    {
      key: 'sentiment',
      title: insights.sentiment,
      cell: ({ sentiment }) =>
        sentiment === null ? (
          <span class="muted">{insights.notMeasured}</span>
        ) : (
          <SentimentDot sentiment={sentiment} word />
        ),
    },
    {
      key: 'normalized',
      title: insights.normalized,
      cell: ({ normalized, lower, upper }) =>
        normalized !== null && (
          <span class="insight-score">
            <SentimentScale value={normalized} lower={lower} upper={upper} />
            <strong class="mono">{signed.format(normalized)}</strong>
            <span class="muted small">{insights.neutral(signed.format(lower), signed.format(upper))}</span>
          </span>
        ),
    },
    { key: 'turns', title: insights.turns, number: true, cell: ({ turns }) => turns },
    {
      key: 'period',
      title: insights.period,
      cell: ({ startedAt, endedAt }) => (
        <span class="list-what">
          <DateTime at={startedAt} />
          <span class="muted">{formatDuration(secondsBetween(startedAt, endedAt))}</span>
        </span>
      ),
    },
    { key: 'endedBy', title: insights.endedBy, cell: ({ endedBy }) => insights.endings[endedBy] },
  ];
  return (
    <>
      <p class="muted tab-lead">{insights.lead}</p>
      <Table caption={insights.caption} columns={columns} rows={data.items} keyOf={({ id }) => id} />
    </>
  );
}

/** −0.5 … 0.5 as a line with the neutral band and a mark; only repeats the number beside it. */
function SentimentScale({ value, lower, upper }: { value: number; lower: number; upper: number }) {
  const x = (at: number) => `${Math.round((at + 0.5) * 1_000) / 10}%`;
  return (
    <span class="scale" aria-hidden="true">
      <i class="scale-band" style={{ insetInlineStart: x(lower), insetInlineEnd: x(-upper) }} />
      <i class="scale-mark" style={{ insetInlineStart: x(value) }} />
    </span>
  );
}
