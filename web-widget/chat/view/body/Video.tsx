import type { JSX } from 'preact';
import { safeUrl } from '../../../../contracts/safeUrl.ts';
import { useChat } from '../chatContext.ts';
import { OutLink } from './OutLink.tsx';

/** A video file plays here; a page with a video is opened, for a frame of a stranger's page has no place in the chat. */
export function Video({ url, label }: { url: string; label: string }): JSX.Element | null {
  const { settings, texts } = useChat();
  const src = safeUrl(url, settings.origin, 'media');
  if (src === undefined) return null;
  if (!/\.(mp4|webm|ogv|mov|m4v)$/i.test(new URL(src).pathname)) {
    return (
      <OutLink class="link" url={src} origin={settings.origin}>
        {texts.playVideo}
      </OutLink>
    );
  }
  return (
    // biome-ignore lint/a11y/useMediaCaption: the protocol carries no caption track; the message's text says what it shows
    <video class="image" src={src} aria-label={label || undefined} controls preload="metadata" playsInline />
  );
}
