import type { InteractionHeader } from '../../contracts/header.ts';
import { interactionsQuery } from '../../contracts/http.ts';
import type { Conversations } from '../../interactions/conversations.ts';
import type { Interactions } from '../../interactions/interactions.store.ts';
import type { Routes } from './route.ts';

export interface InteractionListDeps {
  conversations: Conversations;
  interactions: Interactions;
}

/** The list of interactions (protocol §2). Reads wait for the headers that this node still writes. */
export function addInteractionListRoutes(routes: Routes, deps: InteractionListDeps): void {
  const { conversations, interactions } = deps;
  routes.add(
    {
      method: 'get',
      path: '/interactions',
      summary: 'List interactions',
      access: { roles: ['agent', 'supervisor', 'va_admin'] },
      query: interactionsQuery,
      answers: 'Headers only, newest first, with a cursor to the next page.',
    },
    async ({ query }) => {
      await conversations.settled();
      const page = await interactions.list(query);
      return {
        body:
          query.fields === undefined
            ? page
            : { ...page, items: page.items.map((item) => pickFields(item, query.fields ?? '')) },
      };
    },
  );
}

function pickFields(header: InteractionHeader, fields: string): Partial<InteractionHeader> {
  const wanted = new Set(['number', ...fields.split(',').map((field) => field.trim())]);
  return Object.fromEntries(Object.entries(header).filter(([name]) => wanted.has(name)));
}
