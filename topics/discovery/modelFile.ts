import { createHash } from 'node:crypto';
import { z } from 'zod';
import { createClassifier } from './classifier.ts';
import type { DiscoveryModel } from './trainModel.ts';
import { createVocabulary } from './vocabulary.ts';

/** Goes up when a model that was trained before would be read or used otherwise. */
export const modelFormat = 1;

const share = z.number().min(0).max(1).nullable();
const head = z.strictObject({
  format: z.literal(modelFormat),
  features: z.int().min(0),
  topics: z.int().min(2),
  unknownWeight: z.number(),
  calibration: z.strictObject({ rejection: z.number() }),
  report: z.strictObject({
    language: z.string(),
    topics: z.int(),
    utterances: z.int(),
    rejection: z.number(),
    accuracy: share,
    accuracyWithoutRejection: share,
    rejected: share,
    mistaken: z.array(
      z.strictObject({ topic: z.string(), takenFor: z.string(), times: z.int(), example: z.string() }),
    ),
    unlike: z.array(z.strictObject({ topic: z.string(), text: z.string() })),
  }),
});

const digestBytes = 32;

/** A model as bytes: a digest of the rest, the length of the head, the head as JSON, the numbers. */
export function writeModel({ classifier, calibration, report }: DiscoveryModel): Uint8Array {
  const { vocabulary, topics, rows, scales, bias } = classifier;
  const features = vocabulary.hashes.length;
  const { unknownWeight } = vocabulary;
  const text = Buffer.from(
    JSON.stringify({ format: modelFormat, features, topics, unknownWeight, calibration, report }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const numbers = [vocabulary.hashes, vocabulary.weights, scales, bias, rows].map(
    ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength),
  );
  const body = Buffer.concat([length, text, ...numbers]);
  return Buffer.concat([digest(body), body]);
}

/** Null: these bytes are damaged, cut off, or of another format. */
export function readModel(bytes: Uint8Array): DiscoveryModel | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const body = file.subarray(digestBytes);
  if (body.length < 4 || !digest(body).equals(file.subarray(0, digestBytes))) return null;
  const start = 4 + body.readUInt32LE(0);
  const parsed = head.safeParse(JSON.parse(body.toString('utf8', 4, start)));
  if (!parsed.success) return null;
  const { features, topics, unknownWeight, calibration, report } = parsed.data;
  if (body.length !== start + features * 12 + topics * 4 + features * topics) return null;
  let at = start;
  const take = (length: number): ArrayBuffer => {
    const part = new Uint8Array(body.subarray(at, at + length));
    at += length;
    return part.buffer;
  };
  const hashes = new Uint32Array(take(features * 4));
  const weights = new Float32Array(take(features * 4));
  const scales = new Float32Array(take(features * 4));
  const bias = new Float32Array(take(topics * 4));
  const rows = new Int8Array(take(features * topics));
  const vocabulary = createVocabulary(hashes, weights, unknownWeight);
  return { classifier: createClassifier(vocabulary, topics, rows, scales, bias), calibration, report };
}

function digest(body: Uint8Array): Buffer {
  return createHash('sha256').update(body).digest();
}
