import { Worker } from 'node:worker_threads';
import type { Lesson } from './lesson.ts';

export interface Training {
  /** The model's bytes; null: there is too little to learn from, or it was stopped. @throws what the worker failed of. */
  done: Promise<Uint8Array | null>;
  stop(): Promise<void>;
}

/** Trains a model in a thread of its own, so that conversations go on meanwhile. */
export function trainInWorker(lesson: Lesson, file: URL = builtWorker()): Training {
  const worker = new Worker(file, { workerData: lesson, execArgv: [], name: 'discovery training' });
  let stopped = false;
  const done = new Promise<Uint8Array | null>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (stopped) resolve(null);
      else reject(new Error(`the training of discovery ended with code ${code} and without a model`));
    });
  });
  return {
    done,
    async stop() {
      stopped = true;
      await worker.terminate();
    },
  };
}

/** Beside this file in `dist/`. Node 20 runs no TypeScript in a worker: from the sources the built one is taken. */
function builtWorker(): URL {
  const own = import.meta.url;
  return own.endsWith('.ts')
    ? new URL('../../dist/topics/discovery/trainWorker.js', own)
    : new URL('./trainWorker.js', own);
}
