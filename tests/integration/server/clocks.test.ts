import { Writable } from 'node:stream';
import { createLog } from '../../../server/log.ts';
import { simulatedClock } from '../../support/clock.ts';
import { startInProcess } from '../../support/inProcess.ts';

test('a node whose clock is behind that of another one says so, once, until it is mended', async () => {
  let logged = '';
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  });
  const said = () => logged.split('clocks of the nodes differ').length - 1;
  const node = await startInProcess({ log: createLog('error', to) });
  const behind = async () => {
    await node.server.sweep();
    const metrics = await (await fetch(`${node.url}/metrics`)).text();
    return Number(/^switchboard_clock_behind_seconds (\S+)$/m.exec(metrics)?.[1]);
  };
  expect(await behind()).toBe(0);
  const clock = simulatedClock(node.clock.now());
  const other = await startInProcess({ store: node.store, clock });
  clock.advance(4_000);
  await other.server.sweep();
  expect([await behind(), said()]).toEqual([4, 0]);

  clock.advance(16_000);
  await other.server.sweep();
  expect([await behind(), await behind(), said()]).toEqual([20, 20, 1]);
  node.clock.advance(20_000);
  expect([await behind(), said()]).toEqual([0, 1]);

  clock.advance(6_000);
  await other.server.sweep();
  expect([await behind(), said()]).toEqual([6, 2]);
  await other.close();
  await node.close();
});
