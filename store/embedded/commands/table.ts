import { aggregate } from '../aggregate/aggregateCommand.ts';
import { create, drop, dropDatabase, listCollections, listDatabases } from './collections.ts';
import type { Handler } from './command.ts';
import { count, distinct } from './countDistinct.ts';
import { getMore, killCursors } from './cursors.ts';
import { explain } from './explain.ts';
import { find } from './find.ts';
import { findAndModify } from './findAndModify.ts';
import { createIndexes, dropIndexes, listIndexes } from './indexes.ts';
import { insert } from './insert.ts';
import {
  buildInfo,
  connectionStatus,
  getParameter,
  hello,
  nothing,
  ping,
  serverStatus,
  whatsmyuri,
} from './server.ts';
import { deleteCommand, update } from './update.ts';

/** Every command that the store knows, by its name. */
export const commandTable: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['hello', hello],
  ['isMaster', hello],
  ['ismaster', hello],
  ['ping', ping],
  ['buildInfo', buildInfo],
  ['buildinfo', buildInfo],
  ['serverStatus', serverStatus],
  ['getParameter', getParameter],
  ['connectionStatus', connectionStatus],
  ['whatsmyuri', whatsmyuri],
  ['endSessions', nothing],
  ['insert', insert],
  ['update', update],
  ['delete', deleteCommand],
  ['findAndModify', findAndModify],
  ['findandmodify', findAndModify],
  ['find', find],
  ['getMore', getMore],
  ['killCursors', killCursors],
  ['aggregate', aggregate],
  ['count', count],
  ['distinct', distinct],
  ['explain', explain],
  ['create', create],
  ['drop', drop],
  ['dropDatabase', dropDatabase],
  ['listCollections', listCollections],
  ['listDatabases', listDatabases],
  ['createIndexes', createIndexes],
  ['listIndexes', listIndexes],
  ['dropIndexes', dropIndexes],
  ['deleteIndexes', dropIndexes],
]);

/** Commands that anybody may send before signing in. */
export const openCommands: ReadonlySet<string> = new Set([
  'hello',
  'isMaster',
  'ismaster',
  'ping',
  'buildInfo',
  'buildinfo',
  'saslStart',
  'saslContinue',
  'logout',
  'endSessions',
  'connectionStatus',
  'whatsmyuri',
]);
