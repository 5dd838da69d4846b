/** An address below a connection's, or why there is none. */
export type ConnectionUrl = { url: URL } | { failure: string };

const longest = 8_000;

/**
 * Adds a path and a query to the address of a connection. Values in `path` come percent-encoded (`renderAs('path')`), so a
 * slash in it is the author's. Nothing leads out: no other host, no `..`, however it is written.
 */
export function connectionUrl(
  baseUrl: string,
  path: string,
  query: Readonly<Record<string, string>>,
): ConnectionUrl {
  const base = new URL(baseUrl);
  if (/[?#\\]/.test(path) || [...path].some((character) => character <= ' '))
    return { failure: 'the path may hold no "?", "#", "\\" or blanks' };
  if (!path.split('/').every(isHarmless)) return { failure: 'the path may not lead upwards' };
  const folder = base.pathname.replace(/\/+$/, '');
  const rest = path.replace(/^\//, '');
  const url = new URL(base);
  url.pathname = rest === '' ? base.pathname : `${folder}/${rest}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value);
  if (
    url.origin !== base.origin ||
    !(url.pathname === base.pathname || url.pathname.startsWith(`${folder}/`))
  )
    return { failure: 'the path leads out of the connection' };
  return url.href.length > longest
    ? { failure: `the address is longer than ${longest} characters` }
    : { url };
}

/** Servers differ in when they decode: `%2e%2e`, `..%2f` and `..;x` climb in some of them. */
function isHarmless(segment: string): boolean {
  try {
    return decodeURIComponent(segment)
      .split(/[/\\]/)
      .every((part) => !/^\.\.?(?:;|$)/.test(part));
  } catch {
    return false;
  }
}
