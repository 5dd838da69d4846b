import { addressStart } from '../../contracts/topic/fields.ts';

/**
 * An address as it may go out in a message: `link` opens something, `media` is loaded into it. What a template puts in may
 * come from a person, so anything but the web, mail, a call or a path of this server throws (`javascript:`, `data:` …).
 */
export function address(url: string, use: keyof typeof addressStart): string {
  const trimmed = url.trim();
  // Browsers drop tabs and line breaks, which would hide what an address begins with.
  const hidden = [...trimmed].some((character) => character < ' ');
  if (!hidden && addressStart[use].test(trimmed) && URL.canParse(trimmed, 'https://here.invalid'))
    return trimmed;
  throw new Error(`“${url.slice(0, 100)}” is not an address to ${use === 'link' ? 'link to' : 'load from'}`);
}
