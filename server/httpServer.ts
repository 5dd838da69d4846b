import helmet from 'helmet';
import type { Logger } from 'pino';
import restify, { type Request, type RequestHandler, type Response, type Server } from 'restify';
import { problem } from './http/problem.ts';

/** A topic of the largest size, with its quotes escaped. */
const largestBody = 1_024 * 1_024;

/** The restify server with what every route needs: security headers, parsed bodies, problems instead of errors. */
export function createHttpServer(log: Logger): Server {
  const server = restify.createServer({
    name: 'switchboard',
    log: log as never,
    handleUncaughtExceptions: false,
  });
  const secure = helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        // Pictures of conversations are read with a token and shown from the page's own memory.
        imgSrc: ["'self'", 'data:', 'blob:', 'https:'],
        mediaSrc: ["'self'", 'https:'],
        connectSrc: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    // The widget is loaded by other people's pages.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    strictTransportSecurity: false,
  });
  server.pre((request, response, next) => {
    secure(request, response, next);
  });
  server.pre(allowWidgetOrigins);
  server.pre(refuseCompressed);
  server.use(restify.plugins.queryParser({ mapParams: false }));
  const parsers = restify.plugins.jsonBodyParser({ mapParams: false, bodyReader: false });
  server.use(restify.plugins.bodyReader({ maxBodySize: largestBody }));
  for (const parser of Array.isArray(parsers) ? parsers : [parsers]) server.use(parser);
  // restify's own refusals (no such route, malformed JSON, too large) in the one form that clients know.
  server.on(
    'restifyError',
    (_request: Request, response: Response, error: RestifyError, done: () => void) => {
      if (!response.headersSent) {
        const status = error.statusCode ?? 500;
        if (status >= 500) log.error({ err: error }, 'a request failed');
        const body = JSON.stringify(
          problem(
            status,
            codes[status] ?? 'internal',
            status >= 500 ? 'something went wrong here' : (error.message ?? 'refused'),
          ),
        );
        response.sendRaw(status, body, { 'Content-Type': 'application/problem+json' });
      }
      done();
    },
  );
  return server;
}

interface RestifyError {
  statusCode?: number;
  message?: string;
}

const codes: Readonly<Record<number, string>> = {
  400: 'invalid',
  404: 'not_found',
  405: 'invalid',
  413: 'too_large',
  415: 'unsupported_type',
};

/** A compressed body could be a thousand times its size, and nobody who talks to us sends one. */
const refuseCompressed: RequestHandler = (request, response, next) => {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return next();
  const body = JSON.stringify(problem(415, 'unsupported_type', 'send the body without Content-Encoding'));
  response.sendRaw(415, body, { 'Content-Type': 'application/problem+json' });
  return next(false);
};

/** What the widget calls from other origins; it sends a token of its own, never a cookie. */
const allowWidgetOrigins: RequestHandler = (request, response, next) => {
  if (!(request.url ?? '').startsWith('/api/v1/chat/')) return next();
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
  if (request.method !== 'OPTIONS') return next();
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'POST, GET',
    'Access-Control-Allow-Headers': 'content-type, authorization',
    'Access-Control-Max-Age': '600',
  });
  response.end();
  return next(false);
};
