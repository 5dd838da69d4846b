import { useState } from 'preact/hooks';
import type { TopicVersion } from '../../../contracts/authoring.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { listVersions } from '../../api/topics.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { DateTime } from '../../design/RelativeTime.tsx';
import { SelectField } from '../../design/SelectField.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import type { TopicWork } from '../topic/useTopic.ts';
import { LineDiff } from './LineDiff.tsx';

/** Every version that was published, what changed between two, and the way back to one. */
export function VersionsTab({ work }: { work: TopicWork }) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { versions: texts } = useAuthoring();
  const { name, version } = work.detail;
  const { data, failure, reload } = useLoaded(`${name} ${version}`, (signal) =>
    listVersions(session.api, name, signal),
  );
  const [asked, setAsked] = useState<TopicVersion | null>(null);
  if (failure !== null) return <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />;
  if (data === null) return <Loading />;
  if (data.items.length === 0)
    return <EmptyState icon="clock" title={texts.emptyTitle} text={texts.emptyHint} />;
  const items = [...data.items].sort((a, b) => b.version - a.version);
  return (
    <div class="versions">
      <ol class="version-list card" aria-label={texts.list}>
        {items.map((each) => (
          <li key={each.version} class={each.current ? 'version version-current' : 'version'}>
            <div>
              <p>
                <strong>{texts.version(each.version)}</strong>{' '}
                {each.current && <Badge tone="ok">{texts.current}</Badge>}{' '}
                {each.source === 'file' && <Badge>{texts.shipped}</Badge>}
              </p>
              <p class="muted small">
                <DateTime at={each.publishedAt} /> {each.publishedBy !== null && `· ${each.publishedBy}`}
              </p>
            </div>
            {!each.current && !work.readOnly && (
              <Button small icon="undo" onClick={() => setAsked(each)}>
                {texts.rollback}
                <span class="hidden-visually">: {texts.version(each.version)}</span>
              </Button>
            )}
          </li>
        ))}
      </ol>
      <Compare items={items} draft={work.text} />
      {asked !== null && (
        <ConfirmDialog
          title={texts.rollbackTitle(asked.version)}
          text={texts.rollbackText}
          action={texts.rollback}
          onConfirm={async () => {
            if (await work.rollback(asked.version)) reload();
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

/** Two versions, or a version and what stands in the editor, side against side. */
function Compare({ items, draft }: { items: readonly TopicVersion[]; draft: string }) {
  const { versions: texts } = useAuthoring();
  const newest = items[0]?.version ?? 0;
  const [from, setFrom] = useState(String(items[1]?.version ?? newest));
  const [to, setTo] = useState(items.length > 1 ? String(newest) : 'draft');
  const choices = [
    ...items.map(({ version }) => ({ value: String(version), label: texts.version(version) })),
    { value: 'draft', label: texts.draft },
  ];
  const textOf = (key: string) => items.find(({ version }) => String(version) === key)?.yaml ?? draft;
  return (
    <section class="compare card" aria-label={texts.compare}>
      <div class="compare-head">
        <h2>{texts.compare}</h2>
        <SelectField label={texts.from} value={from} choices={choices} onChoose={setFrom} />
        <SelectField label={texts.to} value={to} choices={choices} onChoose={setTo} />
      </div>
      <LineDiff before={textOf(from)} after={textOf(to)} label={texts.compare} />
    </section>
  );
}
