import { useState } from 'preact/hooks';
import { useLiveTexts } from '../../messages/live.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { useDesk } from '../deskContext.ts';
import { NoteField } from './NoteField.tsx';

interface HelpDialogProps {
  interaction: string;
  note: string;
  onClose: () => void;
}

/** Raises the flag that supervisors see. */
export function HelpDialog({ interaction, note: begun, onClose }: HelpDialogProps) {
  const desk = useDesk();
  const { help } = useLiveTexts();
  const [note, setNote] = useState(begun);
  const submit = async () => {
    await desk.act('help:set', { interaction, on: true, note });
    onClose();
  };
  return (
    <FormDialog title={help.title} lead={help.lead} action={help.now} onSubmit={submit} onClose={onClose}>
      <NoteField label={help.note} value={note} onInput={setNote} />
    </FormDialog>
  );
}
