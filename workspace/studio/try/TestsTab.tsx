import { useEffect, useState } from 'preact/hooks';
import type { PlayedDialogue, PlayedStep } from '../../../contracts/authoring.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { playTests } from '../../api/topics.ts';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Icon } from '../../design/Icon.tsx';
import { Loading } from '../../design/Loading.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { formatRoute } from '../route.ts';
import type { TopicWork } from '../topic/useTopic.ts';

/** The dialogues that the topic carries, played on the text as it stands. */
export function TestsTab({ work }: { work: TopicWork }) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { tests } = useAuthoring();
  const names = useTestNames(work.text);
  const [results, setResults] = useState<ReadonlyMap<string, PlayedDialogue>>(new Map());
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  // What was played with another text says nothing of this one.
  useEffect(() => setResults(new Map()), [work.text]);
  const play = async (only?: string) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const body = { yaml: work.text, ...(only === undefined ? {} : { only }) };
      const { dialogues } = await playTests(session.api, work.detail.name, body);
      setResults((before) => new Map([...before, ...dialogues.map((each) => [each.name, each] as const)]));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  if (names === null) return <Loading />;
  if (names.length === 0) {
    return (
      <EmptyState icon="check" title={tests.emptyTitle} text={tests.emptyHint}>
        <a
          class="btn btn-secondary"
          href={formatRoute({ page: 'topic', name: work.detail.name, tab: 'try' })}
        >
          {tests.toTry}
        </a>
      </EmptyState>
    );
  }
  const passed = [...results.values()].filter(({ ok }) => ok).length;
  return (
    <>
      <div class="tab-tools">
        <Button look="primary" icon="play" aria-disabled={busy} onClick={() => void play()}>
          {tests.runAll}
        </Button>
        <span class="muted small" role="status">
          {busy
            ? tests.running
            : results.size === 0
              ? tests.count(names.length)
              : tests.result(passed, results.size)}
        </span>
      </div>
      {failure !== null && (
        <p class="notice notice-danger" role="alert">
          <Icon name="warning" />
          {explainFailure(failure, messages)}
        </p>
      )}
      <ul class="tests">
        {names.map((name) => (
          <Test key={name} name={name} result={results.get(name)} busy={busy} onRun={() => void play(name)} />
        ))}
      </ul>
    </>
  );
}

interface TestProps {
  name: string;
  result: PlayedDialogue | undefined;
  busy: boolean;
  onRun: () => void;
}

function Test({ name, result, busy, onRun }: TestProps) {
  const { tests } = useAuthoring();
  return (
    <li class="test card">
      <div class="test-head">
        <TestBadge result={result} />
        <h2>{name}</h2>
        <span class="bar-space" />
        {result !== undefined && <span class="muted small">{tests.took(result.seconds)}</span>}
        <Button small icon="play" aria-disabled={busy} onClick={onRun}>
          {tests.run}
          <span class="hidden-visually">: {name}</span>
        </Button>
      </div>
      {result !== undefined && (
        <details open={!result.ok}>
          <summary class="small">{tests.steps(result.steps.length)}</summary>
          <ol class="test-steps">
            {result.steps.map((step, index) => (
              // the same words may be said twice; steps do not move.
              <Step key={index} step={step} />
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}

function TestBadge({ result }: { result: PlayedDialogue | undefined }) {
  const { tests } = useAuthoring();
  if (result === undefined) return <Badge>{tests.notRun}</Badge>;
  return (
    <Badge tone={result.ok ? 'ok' : 'danger'} icon={result.ok ? 'check' : 'close'}>
      {result.ok ? tests.passed : tests.failed}
    </Badge>
  );
}

/** A step as it was written, and below it what was expected and what came. */
function Step({ step: { step, ok, failure, messages } }: { step: PlayedStep }) {
  const { tests } = useAuthoring();
  const [verb = '', ...rest] = step.split(': ');
  return (
    <li class={ok ? 'test-step' : 'test-step test-step-failed'}>
      <span class={ok ? 'mark-on' : 'problem-error'}>
        <Icon name={ok ? 'check' : 'close'} />
        <span class="hidden-visually">{ok ? tests.passed : tests.failed}: </span>
      </span>
      <div>
        <p>
          <span class="mono muted">{verb}</span> {rest.join(': ')}
        </p>
        {!ok && failure !== null && <p class="test-failure">{failure}</p>}
        {!ok && messages.length > 0 && (
          <p class="muted small">
            {tests.got} {messages.map(({ text }) => text).join(' · ')}
          </p>
        )}
      </div>
    </li>
  );
}

/** The names of the tests in the text; null while what reads it is loading. */
function useTestNames(text: string): string[] | null {
  const [names, setNames] = useState<string[] | null>(null);
  useEffect(() => {
    let gone = false;
    void import('../flow/readTopicText.ts').then(({ readTopicText, isRecord }) => {
      if (gone) return;
      const { tests } = readTopicText(text).data;
      const list: unknown[] = Array.isArray(tests) ? tests : [];
      setNames(list.flatMap((test) => (isRecord(test) && typeof test.name === 'string' ? [test.name] : [])));
    });
    return () => {
      gone = true;
    };
  }, [text]);
  return names;
}
