import type { PostedMessage } from '../../contracts/messages.ts';
import type { Turns } from '../turns.store.ts';

/** After and before which `seq`, both left out themselves, and how many at most. */
interface Range {
  after: number;
  before: number;
  limit: number;
}

/** The latest messages of a range in order, and whether there are earlier ones in it. Read backwards: no more than needed. */
export async function latestMessages(
  turns: Turns,
  interactionId: string,
  { after, before, limit }: Range,
): Promise<{ messages: PostedMessage[]; earlier: boolean }> {
  const inRange = ({ seq }: PostedMessage) => seq > after && seq < before;
  let found: PostedMessage[] = [];
  let from = before;
  while (found.length <= limit && from > after) {
    const batch = await turns.before(interactionId, from, limit + 1);
    found = [...batch.flatMap(({ messages }) => messages.filter(inRange)), ...found];
    from = batch[0]?.seq ?? 0;
  }
  return { messages: found.slice(-limit), earlier: found.length > limit };
}
