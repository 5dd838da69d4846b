import type { PostedMessage, Sender } from '../../../contracts/messages.ts';

export interface LastWords {
  text: string;
  at: string;
  from: Sender;
  private?: boolean;
}

/** The newest words of a conversation for its line in the inbox: of the loaded messages or the server's own. */
export function lastWords(messages: readonly PostedMessage[], told: LastWords | null): LastWords | null {
  const loaded = messages.findLast(({ from }) => from.kind !== 'system');
  if (loaded === undefined) return told;
  return told !== null && Date.parse(told.at) > Date.parse(loaded.at) ? told : loaded;
}
