import fc from 'fast-check';
import { planAssignment } from '../../../handoff/routing/planAssignment.ts';
import { readRoutingView } from '../../../handoff/routing/routingView.ts';
import { eventually } from '../../support/clients.ts';
import { type Act, actNames, acts } from './acts.ts';
import { brokenPromises } from './invariants.ts';
import { openScene, people, type Scene } from './scene.ts';

/**
 * Random stories of requesters, agents, a supervisor and the passing of time, on two nodes, with real clients. After
 * each: work is held by at most one agent, capacity in use equals what is held, every conversation has exactly one owner,
 * the record is what the clients saw, and nobody waits while somebody who could take it is free. A failing story is
 * printed with its seed; MODEL_SEED tells it again, MODEL_RUNS tells more of them.
 */
const runs = Number(process.env.MODEL_RUNS ?? 12);
const seed = Number(process.env.MODEL_SEED ?? 20_261_121);

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const act: fc.Arbitrary<Act> = fc.record({
  name: fc.constantFrom(
    ...actNames,
    ...(['arrives', 'asksForPerson', 'accepts', 'accepts', 'signsIn', 'signsIn'] as const),
    ...(['passesAfterTalk', 'passesAfterTalk', 'comesAndGoes', 'answersInvitation'] as const),
  ),
  who: fc.nat(11),
  which: fc.nat(59),
});
/** What happens at the same moment. */
const moment = fc.array(act, { minLength: 1, maxLength: 3 });
const story = fc.array(moment, { minLength: 15, maxLength: 45, size: 'max' });

test('whatever requesters, agents, a supervisor and time do, every promise is kept', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (moments) => {
      await begin();
      for (const [index, together] of moments.entries()) {
        await Promise.all(together.map((one) => acts[one.name](scene, one)));
        if (index % 10 === 9) await keptPromises();
      }
      await keptPromises();
      await nobodyWaitsInVain();
      await finish();
    }),
    { seed, numRuns: runs, endOnFailure: true },
  );
  // Stories in which nothing happens would prove nothing; chance may miss one or two.
  const silent = [
    ...['passesAfterTalk', 'comesAndGoes', 'arrives', 'losesConnection', 'leavesTheSeat'],
    ...['signsIn', 'closesLaptop', 'timePasses'],
  ];
  const missed = actNames.filter((name) => !scene.done.has(name) && !silent.includes(name));
  if (runs >= 12 && missed.length > 3) throw new Error(`nobody succeeded in: ${missed.join(', ')}`);
}, 600_000);

/** Everybody is there, and all requesters want a person; the agents take what is offered first. */
async function begin(): Promise<void> {
  for (const [node, person] of people.entries()) await scene.signIn(person, node);
  for (const who of scene.seats.keys()) {
    await scene.sitDown(who);
    await acts.asksForPerson(scene, { name: 'asksForPerson', who, which: 0 });
  }
  for (const who of people.keys()) await acts.accepts(scene, { name: 'accepts', who, which: 0 });
}

/** The nodes do what is due, and then all is as it must be. */
async function keptPromises(): Promise<void> {
  await scene.pass(31);
  let broken: string[] = [];
  await eventually(async () => {
    broken = await brokenPromises(scene);
    return broken.length === 0;
  }, 'every promise to be kept').catch(() => undefined);
  expect(broken).toEqual([]);
}

/** After the sweeps the router itself finds nothing more to offer. */
async function nobodyWaitsInVain(): Promise<void> {
  await eventually(async () => {
    await scene.pass(1);
    return (await planAssignment(scene.router, await readRoutingView(scene.router))).offers.length === 0;
  }, 'work to be offered to those who are free');
}

/** The next story begins with nothing left of this one. */
async function finish(): Promise<void> {
  await scene.endStory();
  await keptPromises();
  scene.opened.clear();
  // Longer than the lease: everybody is gone.
  await scene.pass(60);
  expect(await scene.stores.workItems.openAfter('', 10)).toEqual([]);
}
