import { parentPort, workerData } from 'node:worker_threads';
import { lessonSchema } from './lesson.ts';
import { writeModel } from './modelFile.ts';
import { trainModel } from './trainModel.ts';

/** The entry of the worker thread: gets a lesson, answers the model as bytes, or null when there is too little to learn. */
const model = trainModel(lessonSchema.parse(workerData));
parentPort?.postMessage(model === null ? null : writeModel(model));
