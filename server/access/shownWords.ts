import type { AccessRule } from '../../contracts/access.ts';
import type { Insight, InteractionHeader } from '../../contracts/header.ts';
import type { PostedMessage } from '../../contracts/messages.ts';
import type { TranscriptReading } from '../../interactions/reading/readRecord.ts';
import type { Viewer } from '../tokens.ts';
import { hiddenFields } from './shownHeader.ts';

/** Messages without what a rule on a field hides: how they sounded is the field `sentiment` in parts. Pure. */
export function shownMessages(
  rules: readonly AccessRule[],
  user: Viewer,
  header: InteractionHeader,
  messages: readonly PostedMessage[],
): PostedMessage[] {
  if (!hiddenFields(rules, user, header).includes('sentiment')) return [...messages];
  return messages.map(({ sentiment: _, ...message }) => message);
}

/** The transcript that the user gets who asks for this one: the same, without what such a rule hides. Pure. */
export function shownReading(
  rules: readonly AccessRule[],
  user: Viewer,
  header: InteractionHeader,
  wanted: TranscriptReading,
): TranscriptReading {
  const hidden = wanted === 'internal' && hiddenFields(rules, user, header).includes('sentiment');
  return hidden ? 'unmeasured' : wanted;
}

/** An insight names the requester and the agent, and is a measurement. Pure. */
export function shownInsight(
  rules: readonly AccessRule[],
  user: Viewer,
  header: InteractionHeader,
  insight: Insight,
): Insight {
  const hidden = hiddenFields(rules, user, header);
  return {
    ...insight,
    ...(hidden.includes('openedFor') ? { user: { id: '', name: '' } } : {}),
    ...(hidden.includes('assignedTo') && insight.with?.kind === 'agent' ? { with: null } : {}),
    ...(hidden.includes('sentiment') ? { sentiment: null, normalized: null } : {}),
  };
}
