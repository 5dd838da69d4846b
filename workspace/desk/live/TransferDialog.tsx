import { useState } from 'preact/hooks';
import type { InteractionHeader } from '../../../contracts/header.ts';
import { Field } from '../../design/Field.tsx';
import { useLiveTexts } from '../../messages/live.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { useDesk } from '../deskContext.ts';
import { DestinationChoices } from './DestinationChoices.tsx';
import { destinationOf } from './destinationGroups.ts';
import type { Doing } from './doing.ts';
import { NoteField } from './NoteField.tsx';

interface TransferDialogProps {
  header: InteractionHeader;
  doing: Extract<Doing, { what: 'transfer' }>;
  onClose: () => void;
}

/** Passes the conversation on: at once, or after a talk in private with the agent who is to have it. */
export function TransferDialog({ header, doing, onClose }: TransferDialogProps) {
  const desk = useDesk();
  const texts = useLiveTexts().transfer;
  const [chosen, setChosen] = useState<string | null>(null);
  const [contact, setContact] = useState('');
  const [note, setNote] = useState('');
  const [wantsConsult, setConsult] = useState(doing.consult === true);
  const interaction = header.number;
  const outside = contact.trim();
  const consult = wantsConsult && outside === '' && chosen?.startsWith('agent:') !== false;
  const submit = async () => {
    if (chosen === null && outside === '') return;
    await desk.act('conversation:transfer', {
      interaction,
      to: outside === '' ? destinationOf(chosen ?? '') : { contact: outside },
      kind: consult ? 'consult' : 'blind',
      note,
    });
    onClose();
  };
  return (
    <FormDialog
      title={texts.title}
      lead={chosen === null && outside === '' ? texts.pick : texts.lead}
      action={consult ? texts.ask : texts.now}
      disabled={chosen === null && outside === ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <DestinationChoices
        interaction={interaction}
        only={doing.only}
        search={doing.search ?? ''}
        chosen={chosen}
        onChoose={setChosen}
      />
      {header.type === 'phone' && doing.only !== 'queues' && (
        <Field label={`${texts.outside}: ${texts.contact}`}>
          {(ids) => (
            <input
              {...ids}
              class="input"
              maxLength={120}
              value={contact}
              onInput={(event) => setContact(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      {doing.only !== 'queues' && (
        <label class="check">
          <input
            type="checkbox"
            checked={consult}
            disabled={chosen?.startsWith('queue:') === true || outside !== ''}
            onChange={(event) => setConsult(event.currentTarget.checked)}
          />
          <span>
            {texts.consult} <span class="muted">{texts.consultHint}</span>
          </span>
        </label>
      )}
      <NoteField label={texts.note} hint={texts.noteHint} value={note} onInput={setNote} />
    </FormDialog>
  );
}
