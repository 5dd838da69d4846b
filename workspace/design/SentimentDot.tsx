import type { Sentiment } from '../../contracts/states.ts';
import { useMessages } from '../messages/language.ts';

interface SentimentDotProps {
  /** Absent: an access rule hides it. */
  sentiment: Sentiment | null | undefined;
  /** Shows the word too, not only the face. */
  word?: boolean;
}

/** A face in a dot: the mouth says it as well as the colour. Nothing is drawn where nothing was measured. */
export function SentimentDot({ sentiment, word }: SentimentDotProps) {
  const messages = useMessages();
  if (sentiment === undefined) return null;
  if (sentiment === null) return word === true ? <span class="muted">{messages.none}</span> : null;
  const label = messages.sentiments[sentiment];
  const whole = messages.sentimentOf(label);
  return (
    <span class={`sentiment sentiment-${sentiment}`} title={whole}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="7.5" fill="currentColor" />
        <g fill="none" stroke="var(--surface)" stroke-width="1.4" stroke-linecap="round">
          <path d={`M5.4 6v.6M10.6 6v.6${mouths[sentiment]}`} />
        </g>
      </svg>
      {word === true ? label : <span class="hidden-visually">{whole}</span>}
    </span>
  );
}

const mouths: Readonly<Record<Sentiment, string>> = {
  positive: 'M5 9.4c1.4 2.3 4.6 2.3 6 0',
  neutral: 'M5.3 10.4h5.4',
  negative: 'M5 11.4c1.4-2.3 4.6-2.3 6 0',
};
