import { useState } from 'preact/hooks';
import type { PlayedDialogue } from '../../../contracts/authoring.ts';
import { discover } from '../../api/topics.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Badge } from '../../design/Badge.tsx';
import { Tabs } from '../../design/Tabs.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { DiscoveryAnswer } from '../discovery/TryDiscovery.tsx';
import { labelledDiscoveries } from './labelledDiscoveries.ts';
import type { TryOptions } from './TryOptions.tsx';
import type { TryStep } from './tryStep.ts';

const tabs = ['analysis', 'variables', 'context', 'logs'] as const;

interface RunDetailsProps {
  played: PlayedDialogue | null;
  options: TryOptions;
  said: readonly TryStep[];
}

/** What the test window shows beside the conversation (domain B6): analysis, variables, context, logs. */
export function RunDetails({ played, options, said }: RunDetailsProps) {
  const { tryOut } = useAuthoring();
  const [tab, setTab] = useState<(typeof tabs)[number]>('variables');
  return (
    <section class="run card" aria-label={tryOut.details}>
      <Tabs
        label={tryOut.details}
        tabs={tabs.map((key) => ({ key, label: tryOut.tabs[key] }))}
        current={tab}
        onChange={setTab}
      >
        <div class="run-panel">
          {tab === 'analysis' && <Analysis played={played} said={said} locale={options.locale} />}
          {tab === 'variables' && <Variables played={played} />}
          {tab === 'context' && <Context options={options} />}
          {tab === 'logs' && <Logs played={played} />}
        </div>
      </Tabs>
    </section>
  );
}

/** How discovery judges the last words, and what it decided in the run. */
function Analysis({
  played,
  said,
  locale,
}: {
  played: PlayedDialogue | null;
  said: readonly TryStep[];
  locale: string;
}) {
  const { session } = useWorkspace();
  const { tryOut } = useAuthoring();
  const words = said.findLast((step) => 'says' in step)?.says;
  const { data } = useLoaded(`${locale} ${words ?? ''}`, async () =>
    words === undefined ? null : await discover(session.api, words, locale),
  );
  const decided = labelledDiscoveries((played?.steps ?? []).flatMap(({ log }) => log));
  if (words === undefined) return <p class="muted small">{tryOut.nothingSaid}</p>;
  return (
    <>
      <p class="small">
        <span class="muted">{tryOut.lastWords}</span> <q>{words}</q>
      </p>
      {data !== null && <DiscoveryAnswer answer={data} titles={new Map()} />}
      <h3>{tryOut.decided}</h3>
      {decided.length === 0 ? (
        <p class="muted small">{tryOut.notAsked}</p>
      ) : (
        <ul class="run-list">
          {decided.map(({ detail, label }, at) => (
            // the same words may be said twice.
            <li key={at}>
              <span class="mono">{detail}</span> <Badge tone="info">{tryOut.label(label)}</Badge>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Variables({ played }: { played: PlayedDialogue | null }) {
  const last = played?.steps.at(-1);
  return (
    <>
      <Values title="vaInputs" values={last?.inputs ?? {}} />
      <Values title="vaVars" values={last?.variables ?? {}} />
    </>
  );
}

function Values({ title, values }: { title: string; values: Readonly<Record<string, unknown>> }) {
  const messages = useMessages();
  const entries = Object.entries(values);
  return (
    <section class="run-values">
      <h3 class="mono">{title}</h3>
      {entries.length === 0 ? (
        <p class="muted small">{messages.none}</p>
      ) : (
        <dl class="pairs">
          {entries.map(([name, value]) => (
            <div key={name} class="pair">
              <dt class="mono">{name}</dt>
              <dd class="mono run-value">
                {typeof value === 'string' ? value : JSON.stringify(value, null, 1)}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Context({ options }: { options: TryOptions }) {
  const { tryOut } = useAuthoring();
  const { locale, channel, guest, roles, context } = options;
  return (
    <>
      <Values title="vaContext" values={context} />
      <Values title="requester" values={{ guest, roles }} />
      <Values title={tryOut.conversationName} values={{ locale, channel }} />
    </>
  );
}

function Logs({ played }: { played: PlayedDialogue | null }) {
  const texts = useStudioTexts();
  const kinds: Readonly<Record<string, string>> = texts.logs.kinds;
  const steps = (played?.steps ?? []).filter(({ log }) => log.length > 0);
  if (steps.length === 0) return <p class="muted small">{texts.logs.empty}</p>;
  return (
    <ol class="run-log">
      {steps.map(({ step, log }, index) => (
        // The run only grows, so a step keeps its place.
        // the same words may be said twice.
        <li key={index}>
          <p class="run-step">{step}</p>
          <ul>
            {log.map(({ what, detail }, at) => (
              // an element may run twice in a step.
              <li key={at}>
                <Badge tone={what === 'fault' ? 'danger' : what === 'discovery' ? 'info' : 'plain'}>
                  {kinds[what] ?? what}
                </Badge>
                <span class="mono">{detail}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
