import { useState } from 'preact/hooks';
import type { TranscriptLine } from '../../../contracts/header.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { downloadTranscript, readTranscript, type TranscriptView } from '../../api/interactions.ts';
import { usePages } from '../../api/usePages.ts';
import { Avatar } from '../../design/Avatar.tsx';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { SentimentDot } from '../../design/SentimentDot.tsx';
import { formatFullTime } from '../../format/time.ts';
import { useLocale, useMessages } from '../../messages/language.ts';
import { useRecordTexts } from '../../messages/record.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { saveText } from '../saveText.ts';
import { FilesCard } from './FilesCard.tsx';

const views = ['internal', 'external'] as const;

/** What was said, in the view of the house or of the requester. */
export function TranscriptTab({ number }: { number: string }) {
  const { session, toasts, window } = useWorkspace();
  const messages = useMessages();
  const studioTexts = useStudioTexts();
  const [view, setView] = useState<TranscriptView>('internal');
  const texts = useRecordTexts();
  const { items, failure, loading, more, reload } = usePages(`${number} ${view}`, (cursor, signal) =>
    readTranscript(session.api, number, view, cursor, signal),
  );
  const download = async (format: 'text' | 'json') => {
    try {
      const name = `${number}-${view}.${format === 'text' ? 'txt' : 'json'}`;
      saveText(window, name, await downloadTranscript(session.api, number, view, format));
    } catch (error) {
      toasts.say((m) => explainFailure(error, m), { bad: true });
    }
  };
  return (
    <>
      <div class="tab-tools">
        <fieldset class="switch">
          <legend class="hidden-visually">{studioTexts.transcript.view}</legend>
          {views.map((each) => (
            <label key={each} title={studioTexts.transcript[`${each}Hint`]}>
              <input
                type="radio"
                name="view"
                value={each}
                checked={view === each}
                onChange={() => setView(each)}
              />
              <span>{studioTexts.transcript[each]}</span>
            </label>
          ))}
        </fieldset>
        <span class="muted small">{studioTexts.transcript[`${view}Hint`]}</span>
        <span class="bar-space" />
        <Button icon="download" onClick={() => download('text')}>
          {studioTexts.transcript.download}
        </Button>
        <Button icon="download" onClick={() => download('json')}>
          {texts.transcript.downloadJson}
        </Button>
      </div>
      <FilesCard number={number} />
      {failure !== null ? (
        <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />
      ) : items === null ? (
        <Loading />
      ) : items.length === 0 ? (
        <EmptyState
          icon="chat"
          title={studioTexts.transcript.empty}
          text={studioTexts.transcript.emptyHint}
        />
      ) : (
        <ol class="transcript card" aria-busy={loading}>
          {items.map((line) => (
            <Line key={line.seq} line={line} />
          ))}
        </ol>
      )}
      {more !== null && (
        <p class="list-more">
          <Button onClick={more} aria-disabled={loading}>
            {texts.transcript.more}
          </Button>
        </p>
      )}
    </>
  );
}

function Line({ line }: { line: TranscriptLine }) {
  const messages = useMessages();
  const locale = useLocale();
  const { from, at, text, sentiment } = line;
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 1 });
  const at24 = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return (
    <li class={`line line-${from.kind}${line.private === true ? ' line-private' : ''}`}>
      <time class="line-time mono" dateTime={at} title={formatFullTime(at, locale)}>
        {at24.format(new Date(at))}
      </time>
      {from.kind === 'system' ? (
        <span class="line-who muted">{messages.senders.system}</span>
      ) : (
        <span class="line-who">
          <Avatar name={from.name} size="small" virtualAgent={from.kind === 'virtual_agent'} />
          <span>
            <strong>{from.name}</strong>
            {from.kind !== 'virtual_agent' && <span class="muted"> {messages.senders[from.kind]}</span>}
          </span>
        </span>
      )}
      <span class="line-text">
        {line.private === true && (
          <Badge tone="warn" icon="lock">
            {messages.conversation.privateNote}
          </Badge>
        )}
        {text}
      </span>
      <span class="line-sentiment">
        {sentiment !== undefined && <SentimentDot sentiment={sentiment.label} word />}
        {sentiment?.decidedBy?.map(({ word, weight }) => (
          <span key={word} class="line-weight">
            {word} <span class="mono">{signed.format(weight)}</span>
          </span>
        ))}
      </span>
    </li>
  );
}
