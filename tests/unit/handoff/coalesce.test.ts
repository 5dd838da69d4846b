import { coalesce } from '../../../handoff/coalesce.ts';

function slowJob() {
  const finish: (() => void)[] = [];
  let running = 0;
  let most = 0;
  let runs = 0;
  const job = async (): Promise<number> => {
    runs += 1;
    const mine = runs;
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => finish.push(resolve));
    running -= 1;
    return mine;
  };
  return { job, finishOne: () => finish.shift()?.(), most: () => most, runs: () => runs };
}

test('calls during a run share one run that starts after it', async () => {
  const slow = slowJob();
  const call = coalesce(slow.job);
  const first = call();
  const others = [call(), call(), call()];
  slow.finishOne();
  expect(await first).toBe(1);
  slow.finishOne();
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
  expect(slow.runs()).toBe(2);
});

test('never runs twice at once, whenever the calls come', async () => {
  const slow = slowJob();
  const call = coalesce(slow.job);
  const calls: Promise<number>[] = [call()];
  for (let step = 0; step < 50; step += 1) {
    if (step % 3 === 0) slow.finishOne();
    await Promise.resolve();
    calls.push(call());
  }
  const all = Promise.all(calls);
  const pump = setInterval(slow.finishOne, 1);
  await all;
  clearInterval(pump);
  expect(slow.most()).toBe(1);
});

test('a failed run fails its callers and not those after it', async () => {
  let runs = 0;
  const call = coalesce(async () => {
    runs += 1;
    if (runs === 1) throw new Error('once');
    return runs;
  });
  const first = call();
  const second = call();
  await expect(first).rejects.toThrow('once');
  expect(await second).toBe(2);
});
