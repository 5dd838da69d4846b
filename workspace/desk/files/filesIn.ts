/** The files of a paste or a drop; none when it is words. */
export function filesIn(data: DataTransfer | null): File[] {
  return Array.from(data?.files ?? []);
}
