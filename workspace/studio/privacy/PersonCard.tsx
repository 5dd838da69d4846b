import { useId, useState } from 'preact/hooks';
import type { PersonRef } from '../../../contracts/header.ts';
import type { Erasure } from '../../../contracts/privacy.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { exportPerson, findPeople } from '../../api/privacy.ts';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { Field } from '../../design/Field.tsx';
import { useAdmin } from '../../messages/admin.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { saveBlob } from '../saveText.ts';
import { EraseDialog } from './EraseDialog.tsx';
import { ErasureNotice } from './ErasureNotice.tsx';

/** What a person may ask for: all that is kept of them, and that it is gone. */
export function PersonCard() {
  const { session, toasts, window } = useWorkspace();
  const messages = useMessages();
  const { privacy } = useAdmin();
  const { person: texts } = privacy;
  const id = useId();
  const [text, setText] = useState('');
  const [people, setPeople] = useState<readonly PersonRef[] | null>(null);
  const [erasing, setErasing] = useState<PersonRef | null>(null);
  const [erasure, setErasure] = useState<Erasure | null>(null);
  const [busy, setBusy] = useState(false);
  const guarded = async (job: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    try {
      await job();
    } catch (error) {
      toasts.say((m) => explainFailure(error, m), { bad: true });
    } finally {
      setBusy(false);
    }
  };
  const search = () => guarded(async () => setPeople(await findPeople(session.api, text.trim())));
  const save = (person: PersonRef) =>
    guarded(async () =>
      saveBlob(
        window,
        `${person.name.replace(/[^\w-]+/g, '-')}.zip`,
        await exportPerson(session.api, person.id),
      ),
    );
  return (
    <section class="card settings-card" aria-labelledby={id}>
      <div>
        <h2 id={id}>{texts.title}</h2>
        <p class="muted small">{texts.lead}</p>
      </div>
      <form
        class="try-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') void search();
        }}
      >
        <Field label={texts.who}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              type="search"
              maxLength={254}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" icon="search" aria-disabled={busy}>
          {texts.find}
        </Button>
      </form>
      <ul class="people" aria-live="polite">
        {people?.length === 0 && <li class="muted">{texts.nobody}</li>}
        {people?.map((person) => (
          <li key={person.id}>
            <span class="list-what">
              <span class="list-text">
                {person.name} {person.guest === true && <Badge>{messages.guest}</Badge>}
              </span>
              <span class="muted mono small">{person.email ?? person.id}</span>
            </span>
            <Button small icon="download" aria-disabled={busy} onClick={() => save(person)}>
              {texts.export}
            </Button>
            <Button small look="danger" icon="trash" onClick={() => setErasing(person)}>
              {texts.erase}
            </Button>
          </li>
        ))}
      </ul>
      {erasure !== null && <ErasureNotice key={erasure.id} erasure={erasure} />}
      {erasing !== null && (
        <EraseDialog
          person={erasing}
          onClose={() => setErasing(null)}
          onAsked={(begun) => {
            setErasing(null);
            setErasure(begun);
            setPeople(null);
          }}
        />
      )}
    </section>
  );
}
