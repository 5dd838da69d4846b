import { Double, isDoc, toDoc, type Value } from '../bson/values.ts';
import { StoreError } from '../errors.ts';
import type { Command, Reply } from './command.ts';

/** The version whose behaviour and wire protocol this store speaks. */
export const version = '7.0.0';

export function hello(command: Command): Reply {
  const legacy = command.name !== 'hello';
  const speculative = command.body.get('speculativeAuthenticate');
  void speculative;
  return toDoc({
    ...(legacy ? { ismaster: true } : { isWritablePrimary: true }),
    helloOk: true,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: command.now(),
    connectionId: command.connection.id,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
  });
}

export function ping(): Reply {
  return new Map();
}

export function buildInfo(): Reply {
  return toDoc({
    version,
    gitVersion: 'switchboard-embedded-store',
    modules: ['switchboard-embedded-store'],
    versionArray: [7, 0, 0, 0],
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16 * 1024 * 1024,
    storageEngines: ['sqlite'],
    javascriptEngine: 'none',
  });
}

export function serverStatus(command: Command): Reply {
  const memory = process.memoryUsage();
  return toDoc({
    version,
    process: 'switchboard-embedded-store',
    pid: BigInt(process.pid),
    uptime: new Double(process.uptime()),
    localTime: command.now(),
    storageEngine: { name: 'sqlite', binding: command.kv.engine, persistent: true },
    metrics: { cursor: { open: { total: BigInt(command.cursors.count) } } },
    mem: { bits: 64, resident: Math.round(memory.rss / 1048576), supported: true },
  });
}

export function getParameter(command: Command): Reply {
  const known: [string, Value][] = [['featureCompatibilityVersion', toDoc({ version: '7.0' })]];
  const all = command.body.get('getParameter') === '*' || isDoc(command.body.get('getParameter') as Value);
  const found = known.filter(([name]) => all || command.body.has(name));
  if (found.length === 0) throw new StoreError(72, 'no option found to get');
  return new Map(found);
}

export function connectionStatus(command: Command): Reply {
  const { user } = command.connection;
  return toDoc({
    authInfo: {
      authenticatedUsers: user === undefined ? [] : [{ user, db: 'admin' }],
      authenticatedUserRoles: user === undefined ? [] : [{ role: 'root', db: 'admin' }],
    },
  });
}

export function whatsmyuri(command: Command): Reply {
  return toDoc({ you: `connection-${command.connection.id}` });
}

export function nothing(): Reply {
  return new Map();
}
