import { z } from 'zod';
import { identifier } from './topic/fields.ts';

/** A connection that HTTP actions of topics use (domain B4, Action): set up by an admin over `/connections`. */
export const connectionBody = z.strictObject({
  name: identifier,
  description: z.string().max(500).default(''),
  baseUrl: z.url({ protocol: /^https?$/ }).max(2_000),
  /** Sent with every call; kept encrypted, never shown again, never logged. */
  secretHeaders: z
    .record(z.string().regex(/^[A-Za-z][\w-]{0,99}$/), z.string().min(1).max(8_000))
    .default({}),
  timeoutSeconds: z.number().positive().max(60).default(10),
  retries: z.int().min(0).max(5).default(2),
  /** Private, loopback and link-local addresses are refused unless this is on. */
  allowPrivate: z.boolean().default(false),
  maxKilobytes: z.int().min(1).max(4_096).default(256),
});
export type ConnectionBody = z.infer<typeof connectionBody>;
export const connectionPatch = connectionBody.omit({ name: true }).partial();

/** As it is shown: the names of the secret headers, not their values. */
export type ConnectionView = Omit<ConnectionBody, 'secretHeaders'> & {
  secretHeaders: string[];
  updatedAt: string;
};
