/** What belongs to a domain or to one below it, as a filter over documents that say it under `path`. Pure. */
export function withinDomain(domain: string, path = 'header.domain'): Record<string, unknown> {
  // "0" is what follows "/": the range holds everything that begins with the domain and a slash.
  const below = { [path]: { $gte: `${domain}/`, $lt: `${domain}0` } };
  return { $or: [{ [path]: domain }, below] };
}
