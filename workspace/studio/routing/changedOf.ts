/** What a draft changes of what was read. Only that is sent: what somebody else changed meanwhile stays. Pure. */
export function changedOf(before: object, draft: object): Record<string, unknown> {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(
    Object.entries(draft).filter(([name, value]) => JSON.stringify(old.get(name)) !== JSON.stringify(value)),
  );
}
