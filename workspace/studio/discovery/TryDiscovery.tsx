import { useState } from 'preact/hooks';
import type { DiscoverAnswer } from '../../../contracts/http.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { discover } from '../../api/topics.ts';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { Field } from '../../design/Field.tsx';
import { SelectField } from '../../design/SelectField.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useLocale, useMessages } from '../../messages/language.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { useWorkspace } from '../../shell/workspace.ts';

interface TryDiscoveryProps {
  titles: ReadonlyMap<string, string>;
  /** Those that topics speak. */
  languages: readonly string[];
}

/** Type what a requester might say; see which topic would run, and how near the others came. */
export function TryDiscovery({ titles, languages }: TryDiscoveryProps) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { topics } = useStudioTexts();
  const authoring = useAuthoring();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const spoken = useLocale().slice(0, 2);
  const language = chosen ?? [spoken, 'en'].find((one) => languages.includes(one)) ?? languages[0];
  const [answer, setAnswer] = useState<DiscoverAnswer | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (text.trim() === '' || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      setAnswer(await discover(session.api, text.trim(), language));
    } catch (error) {
      setAnswer(null);
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="try card" aria-labelledby="try">
      <div>
        <h2 id="try">{topics.tryTitle}</h2>
        <p class="muted small">{topics.tryHint}</p>
      </div>
      <form class="try-form" onSubmit={submit}>
        <Field label={topics.tryLabel} error={failure === null ? null : explainFailure(failure, messages)}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              name="text"
              autoComplete="off"
              maxLength={8_000}
              placeholder={topics.tryPlaceholder}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        {languages.length > 1 && (
          <div class="try-language">
            <SelectField
              label={authoring.list.language}
              value={language ?? ''}
              choices={languages.map((value) => ({ value, label: value }))}
              onChoose={setChosen}
            />
          </div>
        )}
        <Button look="primary" type="submit" icon="search" disabled={text.trim() === ''} aria-disabled={busy}>
          {topics.trySubmit}
        </Button>
      </form>
      <div aria-live="polite">{answer !== null && <DiscoveryAnswer answer={answer} titles={titles} />}</div>
    </section>
  );
}

/** An outcome of discovery with its candidates and their scores. */
export function DiscoveryAnswer({
  answer,
  titles,
}: {
  answer: DiscoverAnswer;
  titles: ReadonlyMap<string, string>;
}) {
  const { topics } = useStudioTexts();
  const locale = useLocale();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const tone = { match: 'ok', choose: 'warn', none: 'plain' } as const;
  return (
    <div class="try-answer">
      <Badge tone={tone[answer.outcome]}>{topics.outcomes[answer.outcome]}</Badge>
      {answer.candidates.length === 0 ? (
        <p class="muted small">{topics.noCandidates}</p>
      ) : (
        <ol class="candidates">
          {answer.candidates.map(({ topic, score, by }) => (
            <li key={topic}>
              <span class="candidate-name">{titles.get(topic) ?? topic}</span>
              <span class="meter" aria-hidden="true">
                <i style={{ width: `${Math.max(0, Math.min(1, score)) * 100}%` }} />
              </span>
              <span class="candidate-score">{percent.format(score)}</span>
              <span class="muted small">{topics.by[by]}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
