import { z } from 'zod';
import { identifier } from './topic/fields.ts';

const headerName = z
  .string()
  .regex(/^[A-Za-z][\w-]{0,99}$/, 'must be the name of a header')
  .refine((name) => !isReservedHeader(name), 'is a header that only the server itself sets');
const headerValue = z
  .string()
  .min(1)
  .max(8_000)
  .regex(/^[\x20-\x7e\x80-\xff]*$/, 'may not hold line breaks or characters that a header cannot carry');

const fields = {
  description: z.string().max(500),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .refine(isBare, 'must have no user, password, query or fragment: secrets belong in the secret headers'),
  secretHeaders: z.record(headerName, headerValue),
  timeoutSeconds: z.number().positive().max(60),
  retries: z.int().min(0).max(5),
  allowPrivate: z.boolean(),
  maxKilobytes: z.int().min(1).max(4_096),
};

/** A connection that HTTP actions of topics use (domain B4, Action): set up by an admin over `/connections`. */
export const connectionBody = z.strictObject({
  name: identifier,
  description: fields.description.default(''),
  baseUrl: fields.baseUrl,
  /** Sent with every call; kept encrypted, never shown again, never logged. */
  secretHeaders: fields.secretHeaders.default({}),
  /** For a call as a whole: all its tries, and reading the answer. */
  timeoutSeconds: fields.timeoutSeconds.default(10),
  retries: fields.retries.default(2),
  /** Private, loopback and link-local addresses are refused unless this is on. */
  allowPrivate: fields.allowPrivate.default(false),
  /** The largest answer that is taken. */
  maxKilobytes: fields.maxKilobytes.default(256),
});
export type ConnectionBody = z.infer<typeof connectionBody>;

/** What is left out stays. Secret headers, too, one by one: `null` removes one. */
export const connectionPatch = z
  .strictObject({ ...fields, secretHeaders: z.record(headerName, headerValue.nullable()) })
  .partial();
export type ConnectionPatch = z.infer<typeof connectionPatch>;

/** A GET to see whether a connection works. */
export const tryConnectionBody = z.strictObject({
  path: z.string().max(2_000).default(''),
  query: z.record(z.string().min(1).max(100), z.string().max(2_000)).default({}),
});
/** `status: null`: there was no answer, and `failure` says why. */
export interface TryConnectionAnswer {
  status: number | null;
  ok: boolean;
  failure: string | null;
  body: unknown;
  ms: number;
}

/** As it is shown: the names of the secret headers, not their values. */
export type ConnectionView = Omit<ConnectionBody, 'secretHeaders'> & {
  secretHeaders: string[];
  updatedAt: string;
};

/** What authors see of a connection: how to name it in a topic, and what it is for. */
export type ConnectionName = Pick<ConnectionView, 'name' | 'description'>;

/** Headers that say how a request is carried, or who sends it: neither topics nor connections set them. */
export function isReservedHeader(name: string): boolean {
  return (
    /^(?:proxy|sec)-/i.test(name) ||
    /^(?:accept-encoding|connection|content-length|cookie2?|date|expect|host|idempotency-key|keep-alive|te|trailer|transfer-encoding|upgrade|via)$/i.test(
      name,
    )
  );
}

function isBare(url: string): boolean {
  // What is no address at all is said by the check before.
  if (!URL.canParse(url)) return true;
  const { username, password, search, hash } = new URL(url);
  return [username, password, search, hash].every((part) => part === '');
}
