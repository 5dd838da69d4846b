import { useState } from 'preact/hooks';
import { useLiveTexts } from '../../messages/live.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { useDesk, useDeskState } from '../deskContext.ts';
import { ChoiceList } from './ChoiceList.tsx';

interface TopicDialogProps {
  interaction: string;
  search: string;
  onClose: () => void;
}

/** Which topic the Virtual Agent runs with the requester. */
export function TopicDialog({ interaction, search, onClose }: TopicDialogProps) {
  const desk = useDesk();
  const { options } = useDeskState();
  const { topic, transfer } = useLiveTexts();
  const [chosen, setChosen] = useState<string | null>(null);
  const choices = (options?.topics ?? []).map(({ name, title, description }) => ({
    value: name,
    label: title,
    hint: description,
  }));
  const submit = async () => {
    if (chosen === null) return;
    await desk.act('topic:start', { interaction, topic: chosen });
    onClose();
  };
  return (
    <FormDialog
      title={topic.title}
      lead={chosen === null ? topic.pick : topic.lead}
      action={topic.now}
      disabled={chosen === null}
      onSubmit={submit}
      onClose={onClose}
    >
      <ChoiceList
        searchLabel={topic.search}
        search={search}
        groups={[{ title: '', choices }]}
        chosen={chosen}
        onChoose={setChosen}
        none={topic.none}
        found={transfer.found}
      />
    </FormDialog>
  );
}
