import {
  type ConnectionName,
  type ConnectionPatch,
  type ConnectionView,
  connectionBody,
  connectionPatch,
  type TryConnectionAnswer,
  tryConnectionBody,
} from '../../contracts/connections.ts';
import { AppError } from '../../contracts/errors.ts';
import type { ConnectionAnswer, ConnectionRequest } from '../../topics/dialog.ts';
import { type AuditDeps, actorOf, audited, changedFields } from '../audited.ts';
import type { Sealer } from '../connections/sealSecret.ts';
import { sealHeaders } from '../connections/secretHeaders.ts';
import type { Connection, Connections } from '../connections.store.ts';
import { adminOnly, authors, hasRole, type Routes, type UserClaims } from './route.ts';

export interface ConnectionRouteDeps extends AuditDeps {
  connections: Connections;
  sealer: Sealer;
  newId: () => string;
  call: (request: ConnectionRequest) => Promise<ConnectionAnswer>;
}

/** `/connections`: what HTTP actions of topics may call (domain B4). For admins; secrets go in and never come out. Authors see what there is to name. */
export function addConnectionRoutes(routes: Routes, deps: ConnectionRouteDeps): void {
  const { connections, sealer, clock } = deps;
  const noted = <T>(
    user: UserClaims,
    action: string,
    name: string,
    work: () => Promise<T>,
    details?: Record<string, unknown>,
  ): Promise<T> =>
    audited(
      deps,
      {
        actor: actorOf(user),
        action,
        target: `connection ${name}`,
        ...(details === undefined ? {} : { details }),
      },
      work,
    );

  routes.add(
    {
      method: 'get',
      path: '/connections',
      summary: 'All connections',
      access: authors,
      answers:
        'The connections by name: for an admin with the names of their secret headers, for authors name and description.',
    },
    async ({ user }) => {
      const shown = hasRole(user, adminOnly.roles) ? viewOf : nameOf;
      return { body: { items: (await connections.list()).map(shown), nextCursor: null } };
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/connections',
      summary: 'Set up a connection',
      access: adminOnly,
      body: connectionBody,
      answers: 'The connection. 409 if there is one of that name.',
      status: 201,
    },
    async ({ user, body }) => {
      const secretHeaders = sealHeaders(sealer, body.name, body.secretHeaders);
      const connection = { ...body, secretHeaders, updatedAt: clock.now() };
      await noted(user, 'set up connection', body.name, async () => {
        if (!(await connections.insert(connection)))
          throw new AppError('conflict', `there is a connection "${body.name}" already`);
      });
      return { body: viewOf(connection) };
    },
  );
  routes.add(
    {
      method: 'patch',
      path: '/connections/:name',
      summary: 'Change a connection',
      access: adminOnly,
      body: connectionPatch,
      answers: 'The connection. What is left out stays; a secret header that is null goes.',
    },
    async ({ user, params, body }) => {
      const before = await known(connections, params.name);
      checkMove(before, body);
      const { secretHeaders, ...fields } = body;
      const changes = {
        ...fields,
        ...(secretHeaders === undefined ? {} : { secretHeaders: sealed(sealer, before.name, secretHeaders) }),
        updatedAt: clock.now(),
      };
      // Of secrets the audit knows that they changed, never what they are.
      const details = {
        ...changedFields(before, fields),
        ...(secretHeaders === undefined ? {} : { secretHeaders: Object.keys(secretHeaders) }),
      };
      const change = async () => {
        if (!(await connections.change(before.name, before.baseUrl, changes)))
          throw new AppError('conflict', 'somebody else changed the connection; load it again');
      };
      await noted(user, 'change connection', before.name, change, details);
      return { body: viewOf(await known(connections, before.name)) };
    },
  );
  routes.add(
    {
      method: 'delete',
      path: '/connections/:name',
      summary: 'Remove a connection',
      access: adminOnly,
      answers: 'The connection that was removed. Actions of topics that use it fail from now on.',
    },
    async ({ user, params }) => {
      const before = await known(connections, params.name);
      await noted(user, 'remove connection', before.name, () => connections.remove(before.name));
      return { body: viewOf(before) };
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/connections/:name/try',
      summary: 'Call a connection once, to see whether it works',
      access: adminOnly,
      body: tryConnectionBody,
      answers: 'The status and the body of the answer to a GET, or why there was none.',
    },
    async ({ user, params, body }) => {
      const { name } = await known(connections, params.name);
      const request = {
        connection: name,
        method: 'GET',
        path: body.path,
        query: body.query,
        headers: {},
        retries: 0,
        idempotencyKey: deps.newId(),
      } as const;
      const started = performance.now();
      const { status, failure, ...answer } = await noted(user, 'try connection', name, () =>
        deps.call(request),
      );
      const ok = status !== null && status >= 200 && status < 300;
      const ms = Math.round(performance.now() - started);
      const tried: TryConnectionAnswer = { status, ok, failure, body: answer.body, ms };
      return { body: tried };
    },
  );
}

async function known(connections: Connections, name = ''): Promise<Connection> {
  const connection = await connections.get(name);
  if (connection === null) throw new AppError('not_found', `there is no connection "${name}"`);
  return connection;
}

/** Secrets were given for one host: whoever names another one has to give them again, or to remove them. */
function checkMove(before: Connection, { baseUrl, secretHeaders = {} }: ConnectionPatch): void {
  if (baseUrl === undefined || new URL(baseUrl).origin === new URL(before.baseUrl).origin) return;
  const given = new Set(Object.keys(secretHeaders).map((name) => name.toLowerCase()));
  const left = Object.keys(before.secretHeaders).filter((name) => !given.has(name));
  if (left.length > 0)
    throw new AppError(
      'invalid',
      `the secret headers were given for another host: send ${left.join(', ')} again, or null to remove`,
    );
}

function sealed(
  sealer: Sealer,
  connection: string,
  headers: Readonly<Record<string, string | null>>,
): Record<string, string | null> {
  const all: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) all[name.toLowerCase()] = null;
    else Object.assign(all, sealHeaders(sealer, connection, { [name]: value }));
  }
  return all;
}

function viewOf({ secretHeaders, updatedAt, ...shown }: Connection): ConnectionView {
  return { ...shown, secretHeaders: Object.keys(secretHeaders), updatedAt: updatedAt.toISOString() };
}

function nameOf({ name, description }: Connection): ConnectionName {
  return { name, description };
}
