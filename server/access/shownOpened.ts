import type { AccessRule } from '../../contracts/access.ts';
import type { ConversationOpened } from '../../contracts/sockets.ts';
import type { Viewer } from '../tokens.ts';
import { emptiedHeader, hiddenFields } from './shownHeader.ts';
import { shownMessages } from './shownWords.ts';

/** A conversation as its agent may see it: what the page told says who the requester is, and is hidden with it. Pure. */
export function shownOpened(
  rules: readonly AccessRule[],
  user: Viewer,
  opened: ConversationOpened,
): ConversationOpened {
  const { header } = opened;
  const known = !hiddenFields(rules, user, header).includes('openedFor');
  return {
    ...opened,
    header: emptiedHeader(rules, user, header),
    messages: shownMessages(rules, user, header, opened.messages),
    context: known ? opened.context : {},
  };
}
