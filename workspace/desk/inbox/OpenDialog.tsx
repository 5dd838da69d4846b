import { useState } from 'preact/hooks';
import type { NewInteractionBody } from '../../../contracts/lifecycle.ts';
import { openInteraction } from '../../api/desk.ts';
import { Field } from '../../design/Field.tsx';
import { SelectField } from '../../design/SelectField.tsx';
import { useInboxTexts } from '../../messages/inbox.ts';
import { useLanguage, useMessages } from '../../messages/language.ts';
import { languageCodes } from '../../messages/pickLanguage.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { useWorkspace } from '../../shell/workspace.ts';
import { useDeskState } from '../deskContext.ts';
import { deskHash } from '../state/route.ts';
import { openedForOf } from './openedForOf.ts';

/** What an agent opens: chats are opened by who asks. */
const types = ['phone', 'walk_up', 'messaging', 'email', 'task'] as const;

/** A new interaction that this agent begins, for the agent or for a queue (domain A4, "New"). */
export function OpenDialog({ onClose }: { onClose: () => void }) {
  const { session, toasts, window } = useWorkspace();
  const { options } = useDeskState();
  const messages = useMessages();
  const { code } = useLanguage();
  const texts = useInboxTexts().open;
  const [type, setType] = useState<(typeof types)[number]>('phone');
  const [person, setPerson] = useState('');
  const [phone, setPhone] = useState('');
  const [about, setAbout] = useState('');
  const [queue, setQueue] = useState('');
  const [locale, setLocale] = useState<string>(code.value);
  // The same form sent twice opens one interaction.
  const [id] = useState(() => window.crypto.randomUUID());
  const queues = options?.queues ?? [];

  const openedFor = openedForOf(person, phone);

  const submit = async () => {
    if (openedFor === null) return;
    const body: NewInteractionBody = {
      id,
      type,
      openedFor,
      locale,
      ...(about.trim() === '' ? {} : { shortDescription: about.trim() }),
      ...(queue === '' ? {} : { queue }),
    };
    const { number } = await openInteraction(session.api, body);
    const name = queues.find((each) => each.id === queue)?.name;
    toasts.say(() => (name === undefined ? texts.opened(number) : texts.queued(number, name)));
    if (name === undefined) window.location.hash = deskHash(number);
    onClose();
  };
  return (
    <FormDialog
      title={texts.title}
      lead={texts.lead}
      action={texts.open}
      disabled={openedFor === null}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        label={texts.type}
        value={type}
        choices={types.map((value) => ({ value, label: messages.types[value] }))}
        onChoose={(value) => setType(types.find((each) => each === value) ?? type)}
      />
      <Field label={texts.person} hint={texts.personHint}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            maxLength={254}
            autocomplete="off"
            value={person}
            onInput={(event) => setPerson(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={texts.phone}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            type="tel"
            maxLength={30}
            autocomplete="off"
            value={phone}
            onInput={(event) => setPhone(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={texts.shortDescription}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            maxLength={160}
            value={about}
            onInput={(event) => setAbout(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="record-pair">
        <SelectField
          label={texts.queue}
          value={queue}
          none={texts.me}
          choices={queues.map((each) => ({ value: each.id, label: each.name }))}
          onChoose={setQueue}
        />
        <SelectField
          label={texts.language}
          value={locale}
          choices={languageCodes.map((each) => ({ value: each, label: messages.language.names[each] }))}
          onChoose={setLocale}
        />
      </div>
    </FormDialog>
  );
}
