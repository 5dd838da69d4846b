import type { AccessRule } from '../../contracts/access.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import type { ConversationChanged } from '../../contracts/sockets.ts';
import type { Viewer } from '../tokens.ts';
import { hiddenFields } from './shownHeader.ts';

/** News of a conversation without what a field rule hides from the user. Pure. */
export function shownChange(
  rules: readonly AccessRule[],
  user: Viewer,
  header: InteractionHeader,
  { queue, agent, ...change }: ConversationChanged,
): ConversationChanged {
  const hidden = new Set<string>(hiddenFields(rules, user, header));
  return {
    ...change,
    ...(hidden.has('stateReason') ? { stateReason: null } : {}),
    ...(queue === undefined || hidden.has('queue') ? {} : { queue }),
    ...(agent === undefined || hidden.has('assignedTo') ? {} : { agent }),
  };
}
