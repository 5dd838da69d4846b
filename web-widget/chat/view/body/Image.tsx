import type { JSX } from 'preact';
import { safeUrl } from '../../../../contracts/safeUrl.ts';
import { useChat } from '../chatContext.ts';

/** A picture; where its address is not one to load from, what it shows in words. */
export function Image({ url, alt }: { url: string; alt: string }): JSX.Element {
  const { settings } = useChat();
  const src = safeUrl(url, settings.origin, 'media');
  return src === undefined ? (
    <p class="hint">{alt}</p>
  ) : (
    <img class="image" src={src} alt={alt} loading="lazy" />
  );
}
