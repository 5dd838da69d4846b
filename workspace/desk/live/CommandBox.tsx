import { useAct } from '../../shell/useAct.ts';
import { useSignedIn } from '../../shell/workspace.ts';
import { useDesk, useDeskState } from '../deskContext.ts';
import type { Conversation } from '../state/deskState.ts';
import { CommandLine } from './CommandLine.tsx';
import type { CommandName, Response } from './commandList.ts';
import { type Doing, doingOf } from './doing.ts';
import { fillTemplate, textIn } from './fillTemplate.ts';

interface CommandBoxProps {
  conversation: Conversation;
  commands: readonly CommandName[];
  line: string;
  onLine: (line: string) => void;
  /** Words for the composer; nothing is sent. */
  onInsert: (words: string) => void;
  /** The composer writes a private note, beginning with these words. */
  onNote: (words: string) => void;
  onDo: (doing: Doing) => void;
  onLeave: (words: string | null) => void;
}

/** The command line of one conversation: what each choice does there. */
export function CommandBox(props: CommandBoxProps) {
  const { conversation, commands, line, onLine, onInsert, onNote, onDo, onLeave } = props;
  const { interaction, header } = conversation;
  const desk = useDesk();
  const { options } = useDeskState();
  const { user } = useSignedIn();
  const { run } = useAct();
  const wordsOf = ({ text }: Response) =>
    fillTemplate(textIn(text, header.locale), {
      requester: header.openedFor.name,
      agent: user.name,
      number: header.number,
      queue: header.queue?.name ?? '',
    });
  const command = (name: CommandName, argument: string) => {
    if (name === 'note') return onNote(argument);
    onLeave('');
    if (name === 'resume') run(() => desk.resume(interaction));
    const doing = doingOf(name, argument);
    if (doing !== null) onDo(doing);
  };
  return (
    <CommandLine
      line={line}
      commands={commands}
      responses={options?.responses ?? []}
      preview={wordsOf}
      onLine={onLine}
      onCommand={command}
      onTemplate={(response) => onInsert(wordsOf(response))}
      onReason={(reason) => {
        onLeave('');
        run(() => desk.hold(interaction, reason));
      }}
      onLeave={onLeave}
    />
  );
}
