import type { CommandName } from './commandList.ts';

/** What is about to be done with a conversation: the dialog that is open. */
export type Doing =
  | { what: 'transfer'; only?: 'agents' | 'queues'; consult?: boolean; search?: string }
  | { what: 'invite' | 'topic'; search?: string }
  | { what: 'help'; note?: string }
  | { what: 'return' | 'end' | 'whisper' | 'barge' | 'takeOver' };

/** The dialog that a command opens; null: it needs none. */
export function doingOf(command: CommandName, argument: string): Doing | null {
  switch (command) {
    case 'ta':
      return { what: 'transfer', only: 'agents', search: argument };
    case 'tq':
      return { what: 'transfer', only: 'queues', search: argument };
    case 'invite':
    case 'topic':
      return { what: command, search: argument };
    case 'help':
      return { what: 'help', note: argument };
    case 'return':
    case 'end':
      return { what: command };
    default:
      return null;
  }
}
