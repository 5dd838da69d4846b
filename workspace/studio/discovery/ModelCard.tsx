import type { ComponentChild } from 'preact';
import type { ModelReport, ModelState } from '../../../contracts/discovery.ts';
import { Badge, type Tone } from '../../design/Badge.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useLocale } from '../../messages/language.ts';
import { formatRoute } from '../route.ts';

const mostShown = 8;

interface ModelCardProps {
  model: ModelState;
  titles: ReadonlyMap<string, string>;
}

/** A language's model: whether it serves, what cross-validation says of it, and what its authors should look at. */
export function ModelCard({ model, titles }: ModelCardProps) {
  const { discovery } = useAuthoring();
  const locale = useLocale();
  const { language, state, error, report } = model;
  const name = new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(language);
  return (
    <section class="model card" aria-label={name}>
      <h3 class="model-head">
        {name} <span class="muted mono">{language}</span>
        <Badge tone={tones[state]}>{discovery.states[state]}</Badge>
      </h3>
      {error !== null && <p class="notice notice-danger">{error}</p>}
      {report === null ? (
        <p class="muted small">{discovery.noReport}</p>
      ) : (
        <>
          <Figures report={report} />
          <Advice report={report} titles={titles} />
        </>
      )}
    </section>
  );
}

const tones: Readonly<Record<ModelState['state'], Tone>> = {
  training: 'info',
  ready: 'ok',
  too_little: 'warn',
  failed: 'danger',
};

function Figures({ report }: { report: ModelReport }) {
  const { discovery } = useAuthoring();
  const locale = useLocale();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const share = (value: number | null) => (value === null ? discovery.unknown : percent.format(value));
  const shown: [keyof typeof discovery.figures, string][] = [
    ['accuracy', share(report.accuracy)],
    ['unrejected', share(report.accuracyWithoutRejection)],
    ['rejected', share(report.rejected)],
    ['threshold', number.format(report.rejection)],
    ['topics', number.format(report.topics)],
    ['utterances', number.format(report.utterances)],
  ];
  return (
    <dl class="figures">
      {shown.map(([key, value]) => (
        <div key={key} class="figure">
          <dt>{discovery.figures[key]}</dt>
          <dd>{value}</dd>
          {discovery.hints[key] !== '' && <dd class="figure-hint">{discovery.hints[key]}</dd>}
        </div>
      ))}
    </dl>
  );
}

function Advice({ report, titles }: Omit<ModelCardProps, 'model'> & { report: ModelReport }) {
  const { discovery } = useAuthoring();
  const link = (name: string) => (
    <a href={formatRoute({ page: 'topic', name, tab: 'languages' })}>{titles.get(name) ?? name}</a>
  );
  return (
    <div class="model-lists">
      <AdviceList title={discovery.mistaken} none={discovery.noneMistaken}>
        {report.mistaken.slice(0, mostShown).map(({ topic, takenFor, times, example }) => (
          <li key={`${topic} ${takenFor}`}>
            <p>
              {link(topic)} → {link(takenFor)} <span class="muted">{discovery.times(times)}</span>
            </p>
            <p class="muted small">
              <q>{example}</q>
            </p>
          </li>
        ))}
      </AdviceList>
      <AdviceList title={discovery.unlike} none={discovery.noneUnlike}>
        {report.unlike.slice(0, mostShown).map(({ topic, text }) => (
          <li key={`${topic} ${text}`}>
            <p>
              <q>{text}</q>
            </p>
            <p class="muted small">{link(topic)}</p>
          </li>
        ))}
      </AdviceList>
    </div>
  );
}

function AdviceList({ title, none, children }: { title: string; none: string; children: ComponentChild[] }) {
  return (
    <section>
      <h4>{title}</h4>
      {children.length === 0 ? <p class="muted small">{none}</p> : <ul class="model-list">{children}</ul>}
    </section>
  );
}
