import type { PostedMessage, Sender } from '../../../contracts/messages.ts';

export interface LastWords {
  text: string;
  at: string;
  from: Sender;
  private?: boolean;
}

/** The newest words of a conversation for its line in the inbox: of the loaded messages, which are kept live, else as told. */
export function lastWords(messages: readonly PostedMessage[], told: LastWords | null): LastWords | null {
  const loaded = messages.findLast(({ from }) => from.kind !== 'system');
  return loaded ?? told;
}
