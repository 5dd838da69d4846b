import { z } from 'zod';
import { directions, interactionTypes, waitingReasons } from './states.ts';

/** The bodies of what staff do with an interaction as a whole (protocol §2). */

const shortDescription = z.string().trim().min(1).max(160);
const name = z.string().trim().min(1).max(200);
const disposition = z.string().trim().min(1).max(1_000);
const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and underscores');

/** Whom it is for: a user's id or e-mail address, or somebody whom the tables do not know. */
export const openedForBody = z.union([
  z.string().trim().min(1).max(254),
  z.strictObject({
    name,
    email: z.email().max(254).optional(),
    phone: z
      .string()
      .regex(/^\+?[0-9 ()./-]{3,30}$/, 'a phone number')
      .optional(),
  }),
]);
export type OpenedForBody = z.infer<typeof openedForBody>;

export const newInteractionBody = z.strictObject({
  /** Made by the client: the same again answers the same interaction. */
  id: z.uuid().optional(),
  type: z.enum(interactionTypes),
  /** Not there: inbound for who walked up, else outbound. */
  direction: z.enum(directions).optional(),
  openedFor: openedForBody,
  shortDescription: shortDescription.optional(),
  /** Id or name; not there: the caller has it at once. */
  queue: z.string().min(1).max(80).optional(),
  channel: key.optional(),
  subtype: key.optional(),
  account: name.optional(),
  contact: name.optional(),
  consumer: name.optional(),
  tags: z.array(z.string().min(1).max(64)).max(50).optional(),
  locale: z
    .string()
    .max(35)
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as "en" or "de-CH"')
    .optional(),
});
export type NewInteractionBody = z.infer<typeof newInteractionBody>;

export const closeBody = z.strictObject({
  /** Of who holds it: `unresolved` gives it back to the queue. */
  resolution: z.enum(['resolved', 'unresolved']).optional(),
  shortDescription: shortDescription.optional(),
  disposition: disposition.optional(),
});

export const holdBody = z.strictObject({ waitingReason: z.enum(waitingReasons).optional() });

export const wrapUpBody = z.strictObject({
  code: disposition.optional(),
  note: z.string().trim().min(1).max(8_000).optional(),
});

export const cloneBody = z.strictObject({ id: newInteractionBody.shape.id });

export const noBody = z.strictObject({});
