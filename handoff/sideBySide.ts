/** Does the job for each of them, `most` at a time. @throws what a job throws; those under way go on. */
export async function sideBySide<T>(
  items: readonly T[],
  most: number,
  job: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await job(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
}
