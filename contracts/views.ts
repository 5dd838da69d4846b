import { z } from 'zod';
import { interactionFiltersText, interactionSorts, listedFields } from './interactionsQuery.ts';

/** A saved view of the list of interactions: filters, columns and order under a name. */
export const viewBody = z.strictObject({
  name: z.string().trim().min(1).max(80),
  /** As they stand in the address of the list: `{"state": "new,on_hold", "q": "vpn"}`. */
  filters: interactionFiltersText,
  /** The columns, in their order. */
  fields: z
    .array(z.enum(listedFields))
    .min(1)
    .max(listedFields.length)
    .refine((fields) => new Set(fields).size === fields.length, 'each column once'),
  sort: z.enum(interactionSorts).default('-openedAt'),
  /** Everybody who works here sees it; supervisors and administrators may share. */
  shared: z.boolean().default(false),
  /** The view that the list opens with, for the one who says so; one for each user. */
  isDefault: z.boolean().default(false),
});
export type ViewBody = z.infer<typeof viewBody>;

export interface SavedView extends ViewBody {
  id: string;
  owner: { id: string; name: string };
  updatedAt: string;
}
