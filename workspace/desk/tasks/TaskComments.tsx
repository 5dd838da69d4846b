import { useId, useRef, useState } from 'preact/hooks';
import { v4 as uuid } from 'uuid';
import type { CommentBody, RecordView } from '../../../contracts/http.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { commentOn, type TaskRef } from '../../api/records.ts';
import { Button } from '../../design/Button.tsx';
import { Field } from '../../design/Field.tsx';
import { Icon } from '../../design/Icon.tsx';
import { DateTime } from '../../design/RelativeTime.tsx';
import { useDeskTexts } from '../../messages/desk.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';

interface TaskCommentsProps {
  task: TaskRef;
  record: RecordView;
  onAdded: (record: RecordView) => void;
}

const kinds = ['work_note', 'comment'] as const;

/** What was said on a task, and where one says more: for staff alone unless one chooses otherwise. */
export function TaskComments({ task, record, onAdded }: TaskCommentsProps) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { comments: texts } = useDeskTexts();
  const group = useId();
  const [kind, setKind] = useState<CommentBody['kind']>('work_note');
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  // The same words sent again after a lost answer are the same comment.
  const id = useRef(uuid());
  const said = record.comments ?? [];

  const add = async (event: Event) => {
    event.preventDefault();
    if (busy || text.trim() === '') return;
    setBusy(true);
    setFailure(null);
    try {
      onAdded(await commentOn(session.api, task, { id: id.current, kind, text: text.trim() }));
      id.current = uuid();
      setText('');
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const edit = (value: string) => {
    setText(value);
    id.current = uuid();
  };
  const choose = (value: CommentBody['kind']) => {
    setKind(value);
    id.current = uuid();
  };

  return (
    <section aria-labelledby={`${group}-title`}>
      <h3 class="list-title" id={`${group}-title`}>
        {texts.title}
        {said.length > 0 && <span class="count">{said.length}</span>}
      </h3>
      {said.length === 0 ? (
        <p class="small muted">{texts.none}</p>
      ) : (
        <ul class="comments">
          {said.map((comment) => (
            <li key={comment.id} class={`comment comment-${comment.kind}`}>
              <p class="comment-head small">
                <strong>{comment.by.name}</strong>
                <span class="comment-kind">
                  {comment.kind === 'work_note' && <Icon name="lock" />}
                  {texts.kinds[comment.kind]}
                </span>
                <span class="muted">
                  <DateTime at={comment.at} />
                </span>
              </p>
              <p class="comment-text">{comment.text}</p>
            </li>
          ))}
        </ul>
      )}
      <form class="comment-form" onSubmit={add}>
        <fieldset class="segments">
          <legend class="hidden-visually">{texts.kindLabel}</legend>
          {kinds.map((each) => (
            <label key={each} class="segment">
              <input type="radio" name={group} checked={kind === each} onChange={() => choose(each)} />
              {texts.kinds[each]}
            </label>
          ))}
        </fieldset>
        <Field
          label={texts.kinds[kind]}
          hint={texts.hints[kind]}
          error={failure === null ? null : explainFailure(failure, messages)}
        >
          {(ids) => (
            <textarea
              {...ids}
              class="input"
              rows={2}
              maxLength={8_000}
              value={text}
              onInput={(event) => edit(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button small type="submit" disabled={text.trim() === ''} aria-disabled={busy}>
          {busy ? texts.adding : texts.add}
        </Button>
      </form>
    </section>
  );
}
