import type { PostedMessage } from '../../../contracts/messages.ts';
import type { ConversationChanged } from '../../../contracts/sockets.ts';
import type { CloseReason } from '../../../contracts/states.ts';
import type { MessageList } from './messageList.ts';
import { asPosted, type Outbox, type Outgoing } from './outbox.ts';

/** One line of the conversation as it is shown. */
export type Row =
  | { kind: 'day'; key: string; at: string }
  /** The requester started over. */
  | { kind: 'restart'; key: string }
  | { kind: 'system'; key: string; message: PostedMessage }
  | {
      kind: 'message';
      key: string;
      message: PostedMessage;
      mine: boolean;
      /** First and last of a group: the same sender within a few minutes. */
      first: boolean;
      last: boolean;
      /** What the requester wrote and the log has not confirmed yet. */
      outgoing: Outgoing | undefined;
      /** For a question: the values that answered it, once something did. */
      answer: string[] | undefined;
    };

const groupMilliseconds = 5 * 60_000;

/**
 * Lays the messages out: separators between days, groups of one sender, the unconfirmed ones at the end. The key of a
 * row is the id of its message, so a bubble stays the same element from sending to sent and is announced once.
 */
export function layOut(
  list: MessageList,
  outbox: Outbox,
  dayOf: (at: string) => string,
  restartedAfter: readonly number[] = [],
): Row[] {
  const confirmed = new Set(list.map(({ id }) => id));
  const pending = outbox.filter(({ id }) => !confirmed.has(id));
  const outgoing = new Map(pending.map((one) => [one.id, one]));
  const after = (list.at(-1)?.seq ?? 0) + 1;
  const all = [...list, ...pending.map((one, index) => asPosted(one, after + index))];

  const rows: Row[] = [];
  let day = '';
  all.forEach((message, index) => {
    const [before, next] = [all[index - 1], all[index + 1]];
    if (dayOf(message.at) !== day) {
      day = dayOf(message.at);
      rows.push({ kind: 'day', key: `day ${day}`, at: message.at });
    }
    const restart = restartedAfter.find((seq) => seq < message.seq && (before?.seq ?? 0) <= seq);
    if (restart !== undefined) rows.push({ kind: 'restart', key: `restart ${restart}` });
    if (message.from.kind === 'system') {
      rows.push({ kind: 'system', key: message.id, message });
      return;
    }
    rows.push({
      kind: 'message',
      key: message.id,
      message,
      mine: message.from.kind === 'requester',
      first: before === undefined || restart !== undefined || !together(before, message, dayOf),
      last: next === undefined || !together(message, next, dayOf),
      outgoing: outgoing.get(message.id),
      answer: isQuestion(message) ? answerAfter(all, index, outgoing) : undefined,
    });
  });
  return rows;
}

/** With these the system says nothing of its own at the end. */
const withoutLastWord: ReadonlySet<CloseReason> = new Set<CloseReason>(['left_for_search', 'error']);

/** The log beside the end panel: the system's last word that it is over would say the same once more. */
export function withoutFarewell(list: MessageList, change: ConversationChanged | undefined): MessageList {
  const reason = change?.owner === 'none' ? change.stateReason : null;
  if (reason === null || withoutLastWord.has(reason)) return list;
  return list.at(-1)?.from.kind === 'system' ? list.slice(0, -1) : list;
}

function together(one: PostedMessage, next: PostedMessage, dayOf: (at: string) => string): boolean {
  return (
    one.from.kind === next.from.kind &&
    (one.from.kind === 'requester' || one.from.name === next.from.name) &&
    dayOf(one.at) === dayOf(next.at) &&
    Date.parse(next.at) - Date.parse(one.at) < groupMilliseconds
  );
}

function isQuestion(message: PostedMessage): boolean {
  const { type } = message;
  return type === 'choices' || type === 'carousel' || type === 'date' || 'upload' in message;
}

/** Whatever the requester says next answers a question, in words or by its buttons; a failed message does not. */
function answerAfter(
  all: readonly PostedMessage[],
  index: number,
  outgoing: ReadonlyMap<string, Outgoing>,
): string[] | undefined {
  const answer = all
    .slice(index + 1)
    .find(({ id, from }) => from.kind === 'requester' && outgoing.get(id)?.state !== 'failed');
  if (answer === undefined) return undefined;
  const value = answer.type === 'text' ? (answer.value ?? answer.text) : answer.text;
  return typeof value === 'string' ? [value] : value;
}
