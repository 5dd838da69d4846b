import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import type { Request, Response, Server } from 'restify';
import type { z } from 'zod';
import { AppError } from '../../contracts/errors.ts';
import type { Role } from '../../contracts/states.ts';
import type { TokenClaims, Tokens } from '../tokens.ts';
import { invalid, problemOf, toAppError } from './problem.ts';

export type UserClaims = Extract<TokenClaims, { use: 'user' }>;
export type RequesterClaims = Extract<TokenClaims, { use: 'requester' }>;

/** Users with one of the roles; `admin` has all, and an empty list asks for no role. */
type UserAccess = { roles: readonly Role[]; requester?: never };
/** Who may call: everyone, or users, or users and the requester of a conversation. */
export type Access = { public: true } | UserAccess | { roles: readonly Role[]; requester: true };

/** Whoever works with interactions or looks at them. */
export const staff = { roles: ['agent', 'supervisor', 'va_admin'] } as const;
export const staffOrRequester = { ...staff, requester: true } as const;
export const authors = { roles: ['va_admin'] } as const;
export const supervisors = { roles: ['supervisor'] } as const;
export const adminOnly = { roles: ['admin'] } as const;

export interface RouteSpec<Q extends z.ZodType, B extends z.ZodType> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  summary: string;
  access: Access;
  query?: Q;
  body?: B;
  /** A form with a file instead of a JSON body; the handler reads it from the request. */
  upload?: boolean;
  /** What it answers, in words, for the API reference. */
  answers: string;
  status?: number;
}

export interface Call<Q, B> {
  params: Readonly<Record<string, string>>;
  query: Q;
  body: B;
  /** null for public routes and requesters. */
  user: UserClaims | null;
  requester: RequesterClaims | null;
  address: string;
  headers: IncomingHttpHeaders;
  /** For a body that is read as it comes. */
  request: IncomingMessage;
}

/** A call that only users may make. */
export type UserCall<Q, B> = Omit<Call<Q, B>, 'user' | 'requester'> & { user: UserClaims; requester: null };

/** `body`: JSON, a text with its `type`, or a stream. */
export type Answer = { status?: number; body: unknown; type?: string; headers?: Record<string, string> };

export interface Routes {
  /** For users alone. */
  add<Q extends z.ZodType, B extends z.ZodType>(
    spec: RouteSpec<Q, B> & { access: UserAccess },
    handler: (call: UserCall<z.infer<Q>, z.infer<B>>) => Promise<Answer>,
  ): void;
  /** Also for requesters, or for everyone. */
  addOpen<Q extends z.ZodType, B extends z.ZodType>(
    spec: RouteSpec<Q, B>,
    handler: (call: Call<z.infer<Q>, z.infer<B>>) => Promise<Answer>,
  ): void;
  /** All routes so far, for the API reference. */
  specs: RouteSpec<z.ZodType, z.ZodType>[];
}

/** Registers routes that read in one order: authorise, validate, do, answer (design §9.7). */
export function createRoutes(
  server: Server,
  tokens: Tokens,
  log: Logger,
  trustProxy: number,
  observe: (route: string, status: number, ms: number) => void,
): Routes {
  const specs: RouteSpec<z.ZodType, z.ZodType>[] = [];
  const routes: Routes = {
    specs,
    add(spec, handler) {
      routes.addOpen(spec, async ({ user, ...call }) => {
        if (user === null) throw new AppError('unauthorized', 'a user token is needed');
        return handler({ ...call, user, requester: null });
      });
    },
    addOpen(spec, handler) {
      specs.push(spec);
      const path = `/api/v1${spec.path}`;
      const verb = spec.method === 'delete' ? 'del' : spec.method;
      server[verb](path, async (request: Request, response: Response) => {
        const started = performance.now();
        let status = 500;
        try {
          const who = await authorise(spec.access, request, tokens);
          const call = {
            ...who,
            params: paramsOf(request),
            query: parse(spec.query, request.query, 'query'),
            body: parse(spec.body, request.body, 'body'),
            address: addressOf(request, trustProxy),
            headers: request.headers,
            request,
          };
          const answer = await handler(call);
          status = answer.status ?? spec.status ?? 200;
          await send(response, status, answer);
        } catch (error) {
          const shown = toAppError(error);
          if (shown.code === 'internal') log.error({ err: error, route: path }, 'a request failed');
          const problem = problemOf(shown);
          status = problem.status;
          const headers: Record<string, string> =
            shown.retryAfter === undefined ? {} : { 'Retry-After': String(Math.ceil(shown.retryAfter)) };
          await send(response, status, { body: problem, type: 'application/problem+json', headers });
        }
        observe(`${spec.method.toUpperCase()} ${path}`, status, performance.now() - started);
      });
    },
  };
  return routes;
}

/** The client's address: the one that the outermost trusted proxy saw, counted from the right. */
function addressOf(request: Request, trustProxy: number): string {
  const chain = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const forwarded = trustProxy > 0 ? chain.at(-trustProxy) : undefined;
  return forwarded ?? request.socket.remoteAddress ?? 'unknown';
}

async function send(response: Response, status: number, answer: Answer): Promise<void> {
  const headers = {
    'Content-Type': answer.type ?? 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...answer.headers,
  };
  if (answer.body instanceof Readable) {
    response.writeHead(status, headers);
    // Who stops listening is no failure of ours; what fails here is cut off, so that nobody takes it for whole.
    await pipeline(answer.body, response).catch(() => response.destroy());
    return;
  }
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  response.sendRaw(status, text, headers);
}

function paramsOf(request: Request): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params ?? {})) params[name] = String(value);
  return params;
}

function parse<S extends z.ZodType>(schema: S | undefined, value: unknown, from: string): z.infer<S> {
  if (schema === undefined) return undefined as z.infer<S>;
  const parsed = schema.safeParse(value ?? {});
  if (!parsed.success) throw invalid(parsed.error, from);
  return parsed.data;
}

/** Checks the bearer token against what the route asks for. Deny by default (design §8). */
async function authorise(access: Access, request: Request, tokens: Tokens) {
  if ('public' in access) return { user: null, requester: null };
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new AppError('unauthorized', 'a bearer token is needed');
  if (access.requester === true) {
    const requester = await asRequester(token, tokens);
    if (requester !== null) return { user: null, requester };
  }
  const user = await tokens.verify(token, 'user');
  if (!hasRole(user, access.roles))
    throw new AppError('forbidden', `this needs one of the roles: ${access.roles.join(', ')}`);
  return { user, requester: null };
}

async function asRequester(token: string, tokens: Tokens): Promise<RequesterClaims | null> {
  try {
    return await tokens.verify(token, 'requester');
  } catch (error) {
    if (error instanceof AppError && error.code === 'unauthorized') return null;
    throw error;
  }
}

/** True when the user has one of the roles; `admin` has all (protocol §2). */
export function hasRole(user: { roles: readonly Role[] }, roles: readonly Role[]): boolean {
  return (
    roles.length === 0 || user.roles.includes('admin') || roles.some((role) => user.roles.includes(role))
  );
}
