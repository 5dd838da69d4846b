/** How the store process is started. */
export interface StoreArguments {
  dbpath: string;
  listen: { kind: 'unix'; path: string | undefined } | { kind: 'tcp'; host: string; port: number };
  auth: boolean;
  /** Ends when standard input closes and nobody is connected. */
  tied: boolean;
  maxPages: number | undefined;
  ttlSeconds: number;
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);

/** Options of a mongod that take a value and mean nothing here. */
const ignoredWithValue = new Set([
  '--storageEngine',
  '--replSet',
  '--keyFile',
  '--logpath',
  '--wiredTigerCacheSizeGB',
  '--oplogSize',
  '--nodes',
]);
const ignored = new Set([
  '--quiet',
  '--logappend',
  '--nounixsocket',
  '--ipv6',
  '--journal',
  '--enableMajorityReadConcern',
]);

/**
 * Reads the command line; `undefined` means that only the version is asked for. Takes what
 * mongodb-memory-server gives a mongod. Throws an `Error` with one clear line.
 */
export function parseArguments(argv: readonly string[]): StoreArguments | undefined {
  let dbpath: string | undefined;
  let socket: string | undefined;
  let port: number | undefined;
  let host = '127.0.0.1';
  let auth: boolean | undefined;
  let tied = false;
  let maxPages: number | undefined;
  let ttlSeconds = 60;
  const rest = argv.flatMap((each) =>
    /^--\w+=/.test(each) ? [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)] : [each],
  );
  for (let i = 0; i < rest.length; i++) {
    const option = rest[i] as string;
    const value = (): string => {
      const next = rest[++i];
      if (next === undefined) throw new Error(`${option} needs a value`);
      return next;
    };
    if (option === '--version') return undefined;
    if (option === '--dbpath') dbpath = value();
    else if (option === '--socket') socket = value();
    else if (option === '--port') port = numberOf(option, value());
    else if (option === '--bind_ip') host = value();
    else if (option === '--auth') auth = true;
    else if (option === '--noauth') auth = false;
    else if (option === '--tied') tied = true;
    else if (option === '--max-pages') maxPages = numberOf(option, value());
    else if (option === '--setParameter') {
      const ttl = /^ttlMonitorSleepSecs=(\d+)$/.exec(value());
      if (ttl) ttlSeconds = Math.max(1, Number(ttl[1]));
    } else if (ignoredWithValue.has(option)) value();
    else if (!ignored.has(option)) throw new Error(`unknown option ${option}`);
  }
  if (dbpath === undefined) throw new Error('--dbpath DIR is needed');
  if (port === undefined) {
    return {
      dbpath,
      listen: { kind: 'unix', path: socket },
      auth: auth ?? false,
      tied,
      maxPages,
      ttlSeconds,
    };
  }
  if (auth === false && !loopback.has(host))
    throw new Error(`--noauth is for loopback addresses alone, not for ${host}`);
  return { dbpath, listen: { kind: 'tcp', host, port }, auth: auth ?? true, tied, maxPages, ttlSeconds };
}

function numberOf(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`${option} needs a number, not ${text}`);
  return Number(text);
}
