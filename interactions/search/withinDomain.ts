/** The interactions of a domain and of what is below it, as a filter over their documents. Pure. */
export function withinDomain(domain: string): Record<string, unknown> {
  // "0" is what follows "/": the range holds everything that begins with the domain and a slash.
  const below = { 'header.domain': { $gte: `${domain}/`, $lt: `${domain}0` } };
  return { $or: [{ 'header.domain': domain }, below] };
}
