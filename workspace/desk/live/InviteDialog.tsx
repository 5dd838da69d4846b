import { useState } from 'preact/hooks';
import { useLiveTexts } from '../../messages/live.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { useDesk } from '../deskContext.ts';
import { DestinationChoices } from './DestinationChoices.tsx';
import { NoteField } from './NoteField.tsx';

interface InviteDialogProps {
  interaction: string;
  search: string;
  onClose: () => void;
}

/** Asks a colleague to come and write too. */
export function InviteDialog({ interaction, search, onClose }: InviteDialogProps) {
  const desk = useDesk();
  const { invite, transfer } = useLiveTexts();
  const [chosen, setChosen] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const submit = async () => {
    if (chosen === null) return;
    await desk.act('conversation:invite', {
      interaction,
      agent: chosen.slice('agent:'.length),
      note,
    });
    onClose();
  };
  return (
    <FormDialog
      title={invite.title}
      lead={chosen === null ? invite.pick : invite.lead}
      action={invite.now}
      disabled={chosen === null}
      onSubmit={submit}
      onClose={onClose}
    >
      <DestinationChoices
        interaction={interaction}
        only="agents"
        search={search}
        chosen={chosen}
        onChoose={setChosen}
      />
      <NoteField label={transfer.note} hint={transfer.noteHint} value={note} onInput={setNote} />
    </FormDialog>
  );
}
