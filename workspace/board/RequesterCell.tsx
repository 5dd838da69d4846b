import type { Sentiment } from '../../contracts/states.ts';
import { SentimentDot } from '../design/SentimentDot.tsx';
import { useMessages } from '../messages/language.ts';

interface RequesterCellProps {
  interaction: string;
  openedFor: string;
  shortDescription: string;
  sentiment: Sentiment | null;
  /** Shows the interaction's number too. */
  number?: boolean;
}

/** Who it is and what it is about, on two lines that never grow. */
export function RequesterCell({
  interaction,
  openedFor,
  shortDescription,
  sentiment,
  number,
}: RequesterCellProps) {
  const messages = useMessages();
  const about = shortDescription || messages.untitled;
  return (
    <span class="live-who">
      <span class="live-line">
        <strong class="live-cut">{openedFor || messages.none}</strong>
        <SentimentDot sentiment={sentiment} />
        {number === true && <span class="mono small muted">{interaction}</span>}
      </span>
      <span class="live-cut small muted" title={about}>
        {about}
      </span>
    </span>
  );
}
