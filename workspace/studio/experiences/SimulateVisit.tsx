import { useState } from 'preact/hooks';
import type { SimulatedExperience, TopicSummary } from '../../../contracts/authoring.ts';
import { simulateExperience } from '../../api/experiences.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { Button } from '../../design/Button.tsx';
import { Field } from '../../design/Field.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { readPairs } from '../try/readPairs.ts';

interface SimulateVisitProps {
  /** Of the experiences, by name. */
  titles: ReadonlyMap<string, string>;
  topics: readonly TopicSummary[];
}

/** Describes a visitor and shows which experience they would get, before anybody does (domain B2). */
export function SimulateVisit({ titles, topics }: SimulateVisitProps) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { experiences: texts, tryOut } = useAuthoring();
  const [locale, setLocale] = useState('en');
  const [channel, setChannel] = useState('web');
  const [roles, setRoles] = useState('');
  const [guest, setGuest] = useState(true);
  const [context, setContext] = useState('');
  const [answer, setAnswer] = useState<SimulatedExperience | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    setFailure(null);
    try {
      setAnswer(
        await simulateExperience(session.api, {
          locale: locale.trim() || 'en',
          channel: channel.trim() || 'web',
          roles: roles.split(/[\s,]+/).filter(Boolean),
          guest,
          context: readPairs(context),
        }),
      );
    } catch (error) {
      setAnswer(null);
      setFailure(error);
    }
  };
  return (
    <section class="simulate card" aria-labelledby="simulate">
      <div>
        <h2 id="simulate">{texts.simulate}</h2>
        <p class="muted small">{texts.simulateHint}</p>
      </div>
      <form class="simulate-form" onSubmit={submit}>
        <Field label={tryOut.locale}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              value={locale}
              onInput={(event) => setLocale(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={tryOut.channel}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              value={channel}
              onInput={(event) => setChannel(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={tryOut.roles}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              value={roles}
              onInput={(event) => setRoles(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={tryOut.context}>
          {(ids) => (
            <input
              {...ids}
              class="input mono"
              placeholder="portal = hr"
              value={context}
              onInput={(event) => setContext(event.currentTarget.value)}
            />
          )}
        </Field>
        <label class="check">
          <input
            type="checkbox"
            checked={guest}
            onChange={(event) => setGuest(event.currentTarget.checked)}
          />
          {tryOut.asGuest}
        </label>
        <Button look="primary" type="submit" icon="play">
          {texts.simulateSubmit}
        </Button>
      </form>
      <div aria-live="polite">
        {failure !== null && <p class="notice notice-danger">{explainFailure(failure, messages)}</p>}
        {answer !== null && <Met answer={answer} titles={titles} topics={topics} />}
      </div>
    </section>
  );
}

function Met({ answer, titles, topics }: SimulateVisitProps & { answer: SimulatedExperience }) {
  const { experiences: texts } = useAuthoring();
  const titleOf = (name: string) => topics.find((topic) => topic.name === name)?.title ?? name;
  const { experience, setup, promoted, greeting } = answer;
  return (
    <dl class="pairs met">
      <div class="pair">
        <dt>{texts.met}</dt>
        <dd>
          <strong>{experience === null ? texts.metNone : (titles.get(experience) ?? experience)}</strong>
        </dd>
      </div>
      {Object.entries(setup).map(([role, topic]) => (
        <div key={role} class="pair">
          <dt>{texts.roles[role] ?? role}</dt>
          <dd>{topic === null ? texts.stepOff : titleOf(topic)}</dd>
        </div>
      ))}
      <div class="pair">
        <dt>{texts.promoted}</dt>
        <dd>{promoted.map(titleOf).join(', ')}</dd>
      </div>
      <div class="pair">
        <dt>{texts.greeted}</dt>
        <dd>
          {greeting.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </dd>
      </div>
    </dl>
  );
}
