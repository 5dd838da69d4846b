import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../design/Icon.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { KindIcon } from '../flow/KindIcon.tsx';
import { fieldsAt } from './completeTopic.ts';
import type { CursorPlace } from './cursorPlace.ts';
import type { FieldDoc, KindDoc, TopicDocs } from './topicDocs.ts';

interface ElementHelpProps {
  place: CursorPlace;
  readOnly: boolean;
  onInsert: (kind: KindDoc) => void;
}

/** What may be written where the cursor is, and every kind of element to put in. */
export function ElementHelp({ place, readOnly, onInsert }: ElementHelpProps) {
  const authoring = useAuthoring();
  const docs = useDocs();
  if (docs === null) return <aside class="help card" aria-label={authoring.help.label} />;
  const kind = docs.kinds.find((each) => each.kind === place.kind);
  const nested = place.keys.slice(1);
  const inElement = kind !== undefined && place.keys[0] === 'elements';
  const nestedFields = inElement && nested.length > 0 ? fieldsAt(docs, place.keys, kind.kind) : [];
  const fields = inElement
    ? nestedFields.length > 0
      ? nestedFields
      : kind.fields
    : fieldsAt(docs, place.keys.slice(0, 1), null);
  const shown = fields.length > 0 ? fields : docs.topic;
  return (
    <aside class="help card" aria-label={authoring.help.label}>
      {!readOnly && <InsertElement docs={docs} onInsert={onInsert} />}
      <div class="help-head">
        {inElement && <KindIcon kind={kind.kind} />}
        <div>
          <h2>{inElement ? (authoring.kinds[kind.kind] ?? kind.kind) : authoring.help.topic}</h2>
          <p class="muted small mono">
            {inElement
              ? [kind.kind, ...(nestedFields.length > 0 ? nested : [])].join(' › ')
              : (place.keys[0] ?? '')}
          </p>
        </div>
      </div>
      <FieldList fields={shown} current={place.inKey} />
    </aside>
  );
}

function FieldList({ fields, current }: { fields: readonly FieldDoc[]; current: string | null }) {
  const { help } = useAuthoring();
  const sorted = [...fields].sort((a, b) => Number(b.required) - Number(a.required));
  return (
    <dl class="help-fields">
      {sorted.map((field) => (
        <div key={field.name} class={`help-field${field.name === current ? ' help-current' : ''}`}>
          <dt>
            <span class="mono">{field.name}</span>
            {field.required && <span class="help-required">{help.required}</span>}
            <span class="muted small">{help.types[field.type]}</span>
          </dt>
          <dd>
            {field.description !== '' && <p>{withCode(field.description)}</p>}
            {field.values !== undefined && <p class="mono help-values">{field.values.join(' · ')}</p>}
            {field.initial !== undefined && field.initial !== '' && (
              <p class="muted">
                {help.initial} <span class="mono">{field.initial}</span>
              </p>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Words between backticks are what is written in the file. */
function withCode(text: string) {
  return text.split('`').map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      // The parts of a text do not move.
      <code key={at} class="mono">
        {part}
      </code>
    ),
  );
}

const groups = ['inputs', 'responses', 'utilities'] as const;

function InsertElement({ docs, onInsert }: { docs: TopicDocs; onInsert: (kind: KindDoc) => void }) {
  const { help, kinds } = useAuthoring();
  return (
    <details class="insert">
      <summary>
        <Icon name="plus" />
        {help.insert}
      </summary>
      {groups.map((group) => (
        <section key={group}>
          <h3>{help.groups[group]}</h3>
          <ul class="insert-list">
            {docs.kinds
              .filter((kind) => kind.group === group)
              .map((kind) => (
                <li key={kind.kind}>
                  <button type="button" class="insert-kind" onClick={() => onInsert(kind)}>
                    <KindIcon kind={kind.kind} />
                    {kinds[kind.kind] ?? kind.kind}
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </details>
  );
}

/** The language's description comes with the editor, not with the page. */
function useDocs(): TopicDocs | null {
  const [docs, setDocs] = useState<TopicDocs | null>(null);
  useEffect(() => {
    void import('./topicDocs.atBuild.ts').then((loaded) => setDocs(loaded.default));
  }, []);
  return docs;
}
