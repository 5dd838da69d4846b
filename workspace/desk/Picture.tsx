import { safeUrl } from '../../contracts/safeUrl.ts';

/** A picture of a message; what it shows in words when its address is not one to load from. */
export function Picture({ url, alt }: { url: string; alt: string }) {
  const source = safeUrl(url, location.href, 'media');
  return source === undefined ? (
    <p>{alt}</p>
  ) : (
    <img class="msg-image" src={source} alt={alt} loading="lazy" />
  );
}
