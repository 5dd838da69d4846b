import { AppError } from '../../contracts/errors.ts';
import type { PersonRef } from '../../contracts/header.ts';
import type { PersonView } from '../../contracts/http.ts';
import { type InteractionsQuery, interactionsQuery } from '../../contracts/interactionsQuery.ts';
import type { ChannelProfiles } from '../../interactions/people/channelProfiles.store.ts';
import type { Records } from '../../interactions/records/records.store.ts';
import type { ListRights } from '../../interactions/search/interactionsFilter.ts';
import { guardedFields, shownHeader } from '../access/shownHeader.ts';
import { type InteractionListDeps, listRights } from './interactionListRoutes.ts';
import { type Routes, staff, type UserClaims } from './route.ts';

export interface PeopleDeps extends InteractionListDeps {
  records: Records;
  profiles: ChannelProfiles;
}

const newest = interactionsQuery.parse({ limit: 1 });

/**
 * People and their interactions (domain A2): users by the id of their record, guests and others by the id that their
 * interactions are opened for. Whoever may list interactions sees what the list would show of them.
 */
export function addPeopleRoutes(routes: Routes, deps: PeopleDeps): void {
  const { conversations, interactions, access, records, profiles } = deps;

  /** The interactions of this person that the user may list. The name alone of somebody else is no match. */
  const theirs = (id: string, user: UserClaims): ListRights => {
    const rules = access.current();
    if (guardedFields(rules, user).includes('openedFor'))
      throw new AppError('forbidden', 'an access rule hides from you whom interactions are for');
    const { scope, said } = listRights(rules, user);
    return { said, scope: { $and: [scope, { 'header.openedFor.id': id }] } };
  };
  const list = (id: string, query: InteractionsQuery, rights: ListRights) =>
    interactions.list({ ...query, openedFor: [id] }, rights);

  routes.add(
    {
      method: 'get',
      path: '/people/:id',
      summary: 'A person',
      access: staff,
      answers: 'Who it is, the record of a user, the channel user profiles, how many interactions there are.',
    },
    async ({ params, user }) => {
      const id = params.id ?? '';
      const rights = theirs(id, user);
      await conversations.settled();
      const [record, latest, counts, known] = await Promise.all([
        records.get('user', id),
        list(id, newest, rights),
        interactions.count(id, rights),
        profiles.of(id),
      ]);
      const person =
        latest.items[0]?.openedFor ?? (record?.id === id ? userOf(id, record.fields) : undefined);
      if (person === undefined) throw new AppError('not_found', `there is no person ${id}`);
      const body: PersonView = {
        ...person,
        user: record?.id === id ? record : null,
        profiles: known,
        interactions: counts,
      };
      return { body };
    },
  );
  routes.add(
    {
      method: 'get',
      path: '/people/:id/interactions',
      summary: 'All interactions of a person',
      access: staff,
      query: interactionsQuery.pick({ limit: true, cursor: true }),
      answers: 'Headers, newest first, with a cursor to the next page.',
    },
    async ({ params, query, user }) => {
      const id = params.id ?? '';
      const rights = theirs(id, user);
      await conversations.settled();
      const page = await list(id, { ...newest, ...query }, rights);
      const shown = page.items.map((item) => shownHeader(access.current(), user, item));
      return { body: { ...page, items: shown } };
    },
  );
}

function userOf(id: string, { name, email }: Record<string, unknown>): PersonRef {
  return { id, name: String(name ?? id), ...(typeof email === 'string' ? { email } : {}) };
}
