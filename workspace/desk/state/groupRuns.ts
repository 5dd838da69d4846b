import type { PostedMessage, Sender } from '../../../contracts/messages.ts';
import { localDay } from '../../format/time.ts';

/** Messages of one sender in a row, drawn under one name. */
export interface Run {
  from: Sender;
  private: boolean;
  at: string;
  /** It is the first of its calendar day, and not of the first day of all. */
  newDay: boolean;
  messages: PostedMessage[];
}

const pauseMs = 180_000;

/** Groups messages by sender; a pause, a private note among public words, or a new day starts a new run. */
export function groupRuns(messages: readonly PostedMessage[]): Run[] {
  const runs: Run[] = [];
  for (const message of messages) {
    const { from, at } = message;
    const hidden = message.private === true;
    const run = runs.at(-1);
    const before = run?.messages.at(-1);
    const newDay = before !== undefined && localDay(before.at) !== localDay(at);
    const goesOn =
      run !== undefined &&
      before !== undefined &&
      !newDay &&
      run.from.kind === from.kind &&
      run.from.name === from.name &&
      run.private === hidden &&
      Date.parse(at) - Date.parse(before.at) < pauseMs;
    if (goesOn) run.messages.push(message);
    else runs.push({ from, private: hidden, at, newDay, messages: [message] });
  }
  return runs;
}
