import { lookup as resolve } from 'node:dns';
import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './privateAddress.ts';

export interface HttpRequest {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body?: string;
  allowPrivate: boolean;
  maxBytes: number;
  /** Ends it, whatever it is doing. */
  signal: AbortSignal;
}

/** `again`: nothing reached the other side, and another try may do better. Headers in lower case. */
export type HttpAnswer =
  | { status: number; headers: IncomingMessage['headers']; body: Buffer }
  | { status: null; failure: string; again: boolean };

const refused =
  'its address is private, loopback or link-local; an admin can allow that for the connection ("allowPrivate")';
/** The network's own codes for "there was no connection". */
const unconnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
]);

/**
 * One HTTP request on a connection of its own: no proxy, no pool, no redirects, no cookies, no compression. Never rejects.
 * The address is judged where the name is resolved, and that very address is connected to: a name that changes its mind
 * in between (DNS rebinding) gains nothing.
 */
export function sendRequest(request: HttpRequest): Promise<HttpAnswer> {
  const { url, allowPrivate, signal } = request;
  // A literal address is never looked up.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(host) !== 0 && isPrivateAddress(host))
    return Promise.resolve({ status: null, failure: refused, again: false });
  return new Promise((settle) => {
    const send = url.protocol === 'https:' ? overHttps : overHttp;
    const failed = (error: unknown) => settle(failureOf(error, signal));
    try {
      const outgoing = send(
        url,
        {
          method: request.method,
          headers: request.headers,
          agent: false,
          signal,
          ...(allowPrivate ? {} : { lookup: publicOnly }),
        },
        (incoming) => void read(incoming, request.maxBytes).then(settle, failed),
      );
      outgoing.on('error', failed);
      outgoing.end(request.body);
    } catch (error) {
      // A header that cannot be sent.
      failed(error);
    }
  });
}

class Refused extends Error {}

const publicOnly: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return done(error, []);
    // One private address among several is one too many: which of them is taken is not ours to say.
    if (addresses.some(({ address }) => isPrivateAddress(address))) return done(new Refused(refused), []);
    const [first] = addresses;
    if (options.all === true || first === undefined) return done(null, addresses);
    done(null, first.address, first.family);
  });
};

async function read(incoming: IncomingMessage, maxBytes: number): Promise<HttpAnswer> {
  const refuse = (failure: string): HttpAnswer => {
    incoming.destroy();
    return { status: null, failure, again: false };
  };
  const tooLarge = `the answer is larger than ${Math.floor(maxBytes / 1_024)} KB`;
  const { 'content-length': announced, 'content-encoding': encoding = 'identity' } = incoming.headers;
  if (encoding !== 'identity') return refuse('the answer is compressed, though that was not asked for');
  if (Number(announced ?? 0) > maxBytes) return refuse(tooLarge);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) return refuse(tooLarge);
    chunks.push(bytes);
  }
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) };
}

/** Codes, not messages: those name addresses and headers. */
function failureOf(error: unknown, signal: AbortSignal): HttpAnswer {
  if (signal.aborted) return { status: null, failure: 'there was no answer in time', again: false };
  if (error instanceof Refused) return { status: null, failure: refused, again: false };
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no code';
  if (code === 'ERR_INVALID_CHAR')
    return { status: null, failure: 'a header holds characters that cannot be sent', again: false };
  if (unconnected.has(code)) return { status: null, failure: `no connection (${code})`, again: true };
  return { status: null, failure: `the connection broke (${code})`, again: false };
}
