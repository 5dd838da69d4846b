import type { PostedMessage } from '../../contracts/messages.ts';
import { Badge, type Tone } from '../design/Badge.tsx';
import { useNow } from '../design/useNow.ts';
import { formatDuration, secondsBetween } from '../format/duration.ts';
import { useMessages } from '../messages/language.ts';
import { type WaitLevel, waitingSince, waitLevel } from './state/waitOf.ts';

interface WaitChipProps {
  messages: readonly PostedMessage[];
  acceptedAt: string;
}

/** How long the requester waits for an answer, in the colour of domain D4. Nothing while nobody waits. */
export function WaitChip({ messages, acceptedAt }: WaitChipProps) {
  const now = useNow(1_000);
  const texts = useMessages();
  const since = waitingSince(messages, acceptedAt);
  if (since === null) return null;
  const seconds = secondsBetween(since, now);
  const duration = formatDuration(seconds);
  return (
    <Badge tone={tones[waitLevel(seconds)]} icon="clock" title={texts.desk.waitingSince(duration)}>
      {duration}
    </Badge>
  );
}

const tones: Readonly<Record<WaitLevel, Tone>> = {
  calm: 'plain',
  early: 'warn',
  late: 'orange',
  urgent: 'danger',
};
