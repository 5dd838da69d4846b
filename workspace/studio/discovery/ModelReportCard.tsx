import type { TopicSummary } from '../../../contracts/authoring.ts';
import type { ModelReport } from '../../api/topics.ts';
import { Icon } from '../../design/Icon.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useLocale } from '../../messages/language.ts';
import { formatRoute } from '../route.ts';

/** Below this a topic is found by luck: a handful of sentences does not show what they have in common. */
const fewUtterances = 8;

interface ModelReportCardProps {
  report: ModelReport;
  titles: ReadonlyMap<string, string>;
  topics: readonly TopicSummary[];
}

/** What cross-validation says of a language's model, and what its authors should look at. */
export function ModelReportCard({ report, titles, topics }: ModelReportCardProps) {
  const { discovery } = useAuthoring();
  const locale = useLocale();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const share = (value: number | null) => (value === null ? discovery.unknown : percent.format(value));
  const few = topics.filter(
    ({ discoverable, type, utterances }) => discoverable && type === 'topic' && utterances < fewUtterances,
  );
  const language = new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(
    report.language,
  );
  const link = (name: string) => (
    <a href={formatRoute({ page: 'topic', name, tab: 'languages' })}>{titles.get(name) ?? name}</a>
  );
  return (
    <section class="model card" aria-label={language}>
      <h3>
        {language} <span class="muted mono">{report.language}</span>
      </h3>
      <dl class="figures">
        <Figure
          name={discovery.figures.accuracy}
          value={share(report.accuracy)}
          hint={discovery.hints.accuracy}
        />
        <Figure
          name={discovery.figures.unrejected}
          value={share(report.accuracyWithoutRejection)}
          hint={discovery.hints.unrejected}
        />
        <Figure
          name={discovery.figures.rejected}
          value={share(report.rejected)}
          hint={discovery.hints.rejected}
        />
        <Figure
          name={discovery.figures.threshold}
          value={number.format(report.rejection)}
          hint={discovery.hints.threshold}
        />
        <Figure name={discovery.figures.topics} value={number.format(report.topics)} hint="" />
        <Figure name={discovery.figures.utterances} value={number.format(report.utterances)} hint="" />
      </dl>
      <div class="model-lists">
        <section>
          <h4>{discovery.mistaken}</h4>
          {report.mistaken.length === 0 ? (
            <p class="muted small">{discovery.noneMistaken}</p>
          ) : (
            <ul class="model-list">
              {report.mistaken.slice(0, 8).map(({ topic, takenFor, times, example }) => (
                <li key={`${topic} ${takenFor}`}>
                  <p>
                    {link(topic)} → {link(takenFor)} <span class="muted">{discovery.times(times)}</span>
                  </p>
                  <p class="muted small">
                    <q>{example}</q>
                  </p>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section>
          <h4>{discovery.unlike}</h4>
          {report.unlike.length === 0 ? (
            <p class="muted small">{discovery.noneUnlike}</p>
          ) : (
            <ul class="model-list">
              {report.unlike.slice(0, 8).map(({ topic, text }) => (
                <li key={`${topic} ${text}`}>
                  <p>
                    <q>{text}</q>
                  </p>
                  <p class="muted small">{link(topic)}</p>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section>
          <h4>{discovery.few(fewUtterances)}</h4>
          {few.length === 0 ? (
            <p class="muted small">{discovery.noneFew}</p>
          ) : (
            <ul class="model-list">
              {few.map(({ name, utterances }) => (
                <li key={name}>
                  <p>
                    <span class="problem-warning">
                      <Icon name="warning" />
                    </span>{' '}
                    {link(name)} <span class="muted">{discovery.has(utterances)}</span>
                  </p>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </section>
  );
}

function Figure({ name, value, hint }: { name: string; value: string; hint: string }) {
  return (
    <div class="figure" title={hint}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
