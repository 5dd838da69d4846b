import { useLiveTexts } from '../../messages/live.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { useDesk } from '../deskContext.ts';
import { EndDialog } from '../EndDialog.tsx';
import type { Conversation } from '../state/deskState.ts';
import type { Doing } from './doing.ts';
import { HelpDialog } from './HelpDialog.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { TopicDialog } from './TopicDialog.tsx';
import { TransferDialog } from './TransferDialog.tsx';

interface LiveDialogsProps {
  conversation: Conversation;
  doing: Doing;
  onClose: () => void;
}

/** The dialog for what is about to be done. */
export function LiveDialogs({ conversation, doing, onClose }: LiveDialogsProps) {
  const { interaction, header } = conversation;
  const desk = useDesk();
  const texts = useLiveTexts();
  const confirm = (
    { title, lead, action }: { title: string; lead: string; action: string },
    work: () => Promise<void>,
  ) => (
    <FormDialog
      title={title}
      lead={lead}
      action={action}
      onSubmit={async () => {
        await work();
        onClose();
      }}
      onClose={onClose}
    >
      {null}
    </FormDialog>
  );
  switch (doing.what) {
    case 'transfer':
      return <TransferDialog header={header} doing={doing} onClose={onClose} />;
    case 'invite':
      return <InviteDialog interaction={interaction} search={doing.search ?? ''} onClose={onClose} />;
    case 'topic':
      return <TopicDialog interaction={interaction} search={doing.search ?? ''} onClose={onClose} />;
    case 'help':
      return <HelpDialog interaction={interaction} note={doing.note ?? ''} onClose={onClose} />;
    case 'end':
      return <EndDialog header={header} onClose={onClose} />;
    case 'return': {
      const { title, lead, now: action } = texts.return;
      return confirm({ title, lead, action }, () => desk.act('conversation:return', { interaction }));
    }
    case 'whisper': {
      const { whisperTitle: title, whisperLead: lead, whisperNow: action } = texts.view;
      return confirm({ title, lead, action }, () =>
        desk.act('conversation:view', { interaction, mode: 'whisper' }),
      );
    }
    case 'barge': {
      const { bargeTitle: title, bargeLead: lead, bargeNow: action } = texts.view;
      return confirm({ title, lead, action }, () =>
        desk.act('conversation:view', { interaction, mode: 'barge' }),
      );
    }
    case 'takeOver': {
      const { takeOverTitle: title, takeOverLead, takeOverNow: action } = texts.view;
      const lead = takeOverLead(header.assignedTo?.name ?? texts.banner.someone);
      return confirm({ title, lead, action }, () => desk.claim(interaction));
    }
  }
}
