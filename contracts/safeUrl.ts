const forLinks = ['http:', 'https:', 'mailto:', 'tel:'];
const forMedia = ['http:', 'https:'];

/**
 * The absolute form of an address that came with a message, or undefined when it would do more than lead somewhere
 * (`javascript:`, `data:` …). Relative addresses belong to the Switchboard server.
 */
export function safeUrl(
  url: string | null | undefined,
  origin: string,
  use: 'link' | 'media' = 'link',
): string | undefined {
  if (!url || !URL.canParse(url, origin)) return undefined;
  const parsed = new URL(url, origin);
  return (use === 'link' ? forLinks : forMedia).includes(parsed.protocol) ? parsed.href : undefined;
}
