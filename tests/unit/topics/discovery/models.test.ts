import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TopicDefinition } from '../../../../contracts/topic.ts';
import { createDiscoveryModels, type DiscoveryModels } from '../../../../topics/discovery/models.ts';
import { createServedRanking } from '../../../../topics/discovery/servedRanking.ts';
import { type Training, trainInWorker } from '../../../../topics/discovery/trainInWorker.ts';
import { made, smallLibrary } from './lessons.ts';

let folder: string;
let models: DiscoveryModels;
let failures: string[];
/** How many workers were started. */
let trainings: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-models-'));
  start();
});
afterEach(async () => {
  await models.close();
  await rm(folder, { recursive: true, force: true });
});

function start(train: (lesson: Parameters<typeof trainInWorker>[0]) => Training = trainInWorker): void {
  failures = [];
  trainings = 0;
  models = createDiscoveryModels({
    folder,
    failed: (error) => failures.push(String(error)),
    train(lesson) {
      trainings += 1;
      return train(lesson);
    },
  });
}
const rank = (topics: TopicDefinition[], text: string) =>
  createServedRanking(topics, 'en', models)
    .rank(text)
    .map(({ topic, score }) => ({ topic, score }));
const state = () => models.states().find(({ language }) => language === 'en');
const bicycles = made('bicycle', 'Bicycle shed', [
  'unlock the bicycle shed',
  'where can I leave my bike',
  'the shed is locked',
]);

it('a model is trained in a worker, and then it serves', async () => {
  const before = rank(smallLibrary(), 'can a visitor park in the garage');
  await models.learn(smallLibrary());
  expect([trainings, failures, state()?.state]).toEqual([1, [], 'ready']);
  expect(state()?.report).toMatchObject({ topics: 4, utterances: 20 });
  const after = rank(smallLibrary(), 'can a visitor park in the garage');
  expect([before[0]?.topic, after[0]?.topic]).toEqual(['parking', 'parking']);
  expect(after).not.toEqual(before);
});

it('conversations go on while it is trained', async () => {
  const many = Array.from({ length: 40 }, (_, at) =>
    made(
      `topic_${at}`,
      `Subject ${at}`,
      Array.from({ length: 25 }, (_, n) => `word${at} number${n} thing${at * n}`),
    ),
  );
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const begun = performance.now();
  await models.learn(many);
  const took = performance.now() - begun;
  clearInterval(beat);
  expect(state()?.state).toBe('ready');
  expect(longest).toBeLessThan(took / 3);
});

it('what was learned is kept: the next start trains nothing', async () => {
  await models.learn(smallLibrary());
  const before = rank(smallLibrary(), 'lunch in the canteen');
  await models.close();
  start();
  await models.learn(smallLibrary());
  expect([trainings, state()?.state]).toEqual([0, 'ready']);
  expect(rank(smallLibrary(), 'lunch in the canteen')).toEqual(before);
});

it('a kept model that is damaged is trained again', async () => {
  await models.learn(smallLibrary());
  const before = rank(smallLibrary(), 'lunch in the canteen');
  const [file = ''] = await readdir(folder);
  const bytes = await readFile(join(folder, file));
  await writeFile(join(folder, file), bytes.subarray(0, bytes.length - 100));
  start();
  await models.learn(smallLibrary());
  expect([trainings, failures, state()?.state]).toEqual([1, [], 'ready']);
  expect(rank(smallLibrary(), 'lunch in the canteen')).toEqual(before);
  expect(await readFile(join(folder, file))).toEqual(bytes);
});

it('the old model serves until the new one is ready; a new topic is found meanwhile', async () => {
  await models.learn(smallLibrary());
  const old = rank(smallLibrary(), 'lunch in the canteen');
  const learning = models.learn([...smallLibrary(), bicycles]);
  expect(state()?.state).toBe('training');
  expect(rank([...smallLibrary(), bicycles], 'lunch in the canteen')).toEqual(old);
  expect(rank([...smallLibrary(), bicycles], 'unlock the bicycle shed')[0]).toEqual({
    topic: 'bicycle',
    score: 1,
  });
  await learning;
  expect(rank([...smallLibrary(), bicycles], 'leave my bike in the shed')[0]?.topic).toBe('bicycle');
});

it('topics that come in the middle of a training supersede it', async () => {
  const first = models.learn(smallLibrary());
  await new Promise((resolve) => setImmediate(resolve));
  const second = models.learn([...smallLibrary(), bicycles]);
  await Promise.all([first, second]);
  expect(failures).toEqual([]);
  expect(state()).toMatchObject({ state: 'ready', report: { topics: 5 } });
});

it('topics that come back in the middle of a training are learned in the end', async () => {
  const all = [models.learn(smallLibrary())];
  await new Promise((resolve) => setTimeout(resolve, 30));
  all.push(models.learn([...smallLibrary(), bicycles]), models.learn(smallLibrary()));
  await Promise.all(all);
  expect(failures).toEqual([]);
  expect(state()).toMatchObject({ state: 'ready', report: { topics: 4 } });
});

it('the same topics again train nothing', async () => {
  await models.learn(smallLibrary());
  await models.learn(smallLibrary());
  expect(trainings).toBe(1);
});

it('a worker that fails is reported, and the old model goes on serving', async () => {
  await models.learn(smallLibrary());
  await models.close();
  let broken = false;
  start((lesson) =>
    broken
      ? trainInWorker(lesson, new URL('data:text/javascript,throw new Error("out of order")'))
      : trainInWorker(lesson),
  );
  await models.learn(smallLibrary());
  const old = rank(smallLibrary(), 'lunch in the canteen');
  broken = true;
  await models.learn([...smallLibrary(), bicycles]);
  expect(failures).toEqual(['Error: out of order']);
  expect(state()).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('out of order'),
    report: { topics: 4 },
  });
  expect(rank([...smallLibrary(), bicycles], 'lunch in the canteen')).toEqual(old);
});

it('a worker that ends without a model is a failure too', async () => {
  start((lesson) => trainInWorker(lesson, new URL('data:text/javascript,process.exit(3)')));
  await models.learn(smallLibrary());
  expect(failures).toEqual([expect.stringContaining('ended with code 3')]);
});

it('a folder that cannot be written is reported, and the model serves all the same', async () => {
  await models.close();
  await writeFile(join(folder, 'a-file'), '');
  folder = join(folder, 'a-file');
  start();
  await models.learn(smallLibrary());
  expect(failures.length).toBeGreaterThan(0);
  expect(state()?.state).toBe('ready');
  folder = join(folder, '..');
});

it('each language has a model of its own', async () => {
  const german = smallLibrary().map((one) => ({
    ...one,
    utterances: {
      ...one.utterances,
      de: [`wo ist ${one.title}`, `zeige mir ${one.title}`, `hilfe bei ${one.title}`],
    },
  }));
  await models.learn(german);
  expect(
    models.states().map(({ language, state: now, report }) => [language, now, report?.utterances]),
  ).toEqual([
    ['en', 'ready', 20],
    ['de', 'ready', 12],
  ]);
});

it('closing ends a training', async () => {
  const learning = models.learn(smallLibrary());
  await new Promise((resolve) => setTimeout(resolve, 20));
  await models.close();
  await learning;
  expect([failures, models.serving('en')]).toEqual([[], null]);
});
