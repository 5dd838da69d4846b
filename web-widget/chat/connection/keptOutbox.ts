import type { KeptValues } from '../../keptValues.ts';
import type { Outbox, Outgoing } from '../conversation/outbox.ts';

/**
 * Unsent messages live under a key each, so that two tabs of one conversation do not overwrite each other's. A tab
 * may send what another one wrote; the id sees to it that the server takes it once.
 */
const prefix = 'unsent:';
const longest = 7 * 24 * 3_600_000;

interface Kept extends Outgoing {
  /** Of the conversation, or `beforeAny` of the requester until the first session has said which it is. */
  conversationId: string;
}

/**
 * Stands for the conversation while there is none yet. What one person wrote then is not sent in the name of the
 * next at the same computer.
 */
export function beforeAny(subject: string): string {
  return `before:${subject}`;
}

export function keepOutgoing(kept: KeptValues, conversationId: string, outgoing: Outgoing): void {
  const entry: Kept = { ...outgoing, conversationId };
  kept.set(prefix + outgoing.id, JSON.stringify(entry));
}

export function forgetOutgoing(kept: KeptValues, id: string): void {
  kept.remove(prefix + id);
}

/**
 * What was not sent in this conversation, oldest first. What was under way when the page was left is waiting again:
 * whether the server had it only the server knows. Other conversations' messages are dropped after a week.
 */
export function readKeptOutbox(kept: KeptValues, conversationId: string, now: number): Outbox {
  const entries: Kept[] = [];
  for (const key of kept.keys()) {
    if (!key.startsWith(prefix)) continue;
    const entry = parse(kept.get(key));
    if (entry === undefined || now - entry.at > longest) kept.remove(key);
    else if (entry.conversationId === conversationId) entries.push(entry);
  }
  return entries
    .sort((one, other) => one.at - other.at)
    .map(({ conversationId: _, ...outgoing }) => ({
      ...outgoing,
      state: outgoing.state === 'failed' ? 'failed' : 'waiting',
    }));
}

function parse(text: string | undefined): Kept | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isKept(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'text' in value &&
    typeof value.text === 'string' &&
    'at' in value &&
    typeof value.at === 'number' &&
    'conversationId' in value
  );
}
