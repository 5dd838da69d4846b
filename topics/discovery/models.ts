import type { ModelReport, ModelState } from '../../contracts/discovery.ts';
import type { TopicDefinition } from '../../contracts/topic.ts';
import { type Lesson, languagesOf, lessonOf } from './lesson.ts';
import { createModelCache, modelKey } from './modelCache.ts';
import { readModel } from './modelFile.ts';
import { createRanking, type Ranking } from './rank.ts';
import { type Training, trainInWorker } from './trainInWorker.ts';
import { type DiscoveryModel, teachesEnough } from './trainModel.ts';

/** A model that serves. */
export interface ServingModel {
  /** Of what it was trained on. */
  key: string;
  lesson: Lesson;
  ranking: Ranking;
  report: ModelReport;
}

/** The models of discovery, one a language. */
export interface DiscoveryModels {
  /**
   * Trains what these topics need and has no model yet. Resolves when they serve, or when newer topics came. What serves
   * goes on serving until then. Never rejects: a failure is reported, and the old model stays.
   */
  learn(topics: readonly TopicDefinition[]): Promise<void>;
  /** The newest model that is ready; null before the first. */
  serving(language: string): ServingModel | null;
  states(): ModelState[];
  /** Ends what runs. */
  close(): Promise<void>;
}

export interface DiscoveryModelsDeps {
  /** Where models are kept, by the hash of what they learned. */
  folder: string;
  failed: (error: unknown, where: string) => void;
  train?: (lesson: Lesson) => Training;
}

const where = 'training discovery';

export function createDiscoveryModels(deps: DiscoveryModelsDeps): DiscoveryModels {
  const { failed, train = trainInWorker } = deps;
  const cache = createModelCache(deps.folder);
  const serving = new Map<string, ServingModel>();
  const states = new Map<string, Omit<ModelState, 'language' | 'report'>>();
  const running = new Map<string, Training>();
  const learning = new Set<Promise<void>>();
  let newest = 0;
  let closed = false;

  const serves = (lesson: Lesson): boolean => serving.get(lesson.language)?.key === modelKey(lesson);

  /** A worker that already trains the same is waited for. */
  async function bytesOf(key: string, lesson: Lesson): Promise<Uint8Array | null> {
    const training = running.get(key) ?? train(lesson);
    running.set(key, training);
    try {
      return await training.done;
    } finally {
      if (running.get(key) === training) running.delete(key);
    }
  }

  async function modelOf(
    key: string,
    lesson: Lesson,
    isNewest: () => boolean,
  ): Promise<DiscoveryModel | null> {
    const kept = await cache.read(key).catch((error: unknown) => {
      failed(error, where);
      return null;
    });
    if (kept !== null || !isNewest() || !teachesEnough(lesson)) return kept;
    const bytes = await bytesOf(key, lesson);
    if (bytes === null) return null;
    // A model that cannot be kept serves all the same; it is trained again at the next start.
    await cache.write(key, bytes).catch((error: unknown) => failed(error, where));
    return readModel(bytes);
  }

  async function learnLanguage(
    topics: readonly TopicDefinition[],
    lesson: Lesson,
    isNewest: () => boolean,
  ): Promise<void> {
    const { language } = lesson;
    if (serves(lesson)) return void states.set(language, { state: 'ready', error: null });
    const key = modelKey(lesson);
    try {
      const model = await modelOf(key, lesson, isNewest);
      if (!isNewest()) return;
      states.set(language, { state: model === null ? 'too_little' : 'ready', error: null });
      if (model === null) return void serving.delete(language);
      const ranking = createRanking(topics, language, model);
      serving.set(language, { key, lesson, ranking, report: model.report });
    } catch (error) {
      failed(error, where);
      if (isNewest())
        states.set(language, {
          state: 'failed',
          error: error instanceof Error ? error.message : String(error),
        });
    }
  }

  async function learnAll(topics: readonly TopicDefinition[]): Promise<void> {
    newest += 1;
    const own = newest;
    const lessons = languagesOf(topics).map((language) => lessonOf(topics, language));
    const wanted = new Set(lessons.map(modelKey));
    for (const lesson of lessons)
      if (!serves(lesson)) states.set(lesson.language, { state: 'training', error: null });
    // Taken out before they are stopped: topics that come back meanwhile begin a training of their own.
    const obsolete = [...running].filter(([key]) => !wanted.has(key));
    for (const [key] of obsolete) running.delete(key);
    await Promise.all(obsolete.map(([, training]) => training.stop()));
    for (const language of states.keys()) {
      if (lessons.some((lesson) => lesson.language === language)) continue;
      states.delete(language);
      serving.delete(language);
    }
    for (const lesson of lessons) {
      if (own !== newest) return;
      await learnLanguage(topics, lesson, () => own === newest);
    }
  }

  return {
    learn(topics) {
      if (closed) return Promise.resolve();
      const work = learnAll(topics).finally(() => learning.delete(work));
      learning.add(work);
      return work;
    },
    serving: (language) => serving.get(language) ?? null,
    states: () =>
      [...states].map(([language, state]) => ({
        language,
        ...state,
        report: serving.get(language)?.report ?? null,
      })),
    async close() {
      closed = true;
      newest += 1;
      for (const training of running.values()) await training.stop();
      await Promise.all(learning);
    },
  };
}
