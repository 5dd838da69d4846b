import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** What the holder of a data directory tells about itself. */
export interface LockHolder {
  pid: number;
  /** When the process started, as the system counts it: tells a new process with an old number apart. */
  started: string;
  uri?: string;
}

const lockFile = (dir: string): string => join(dir, 'store.pid');

/**
 * Takes the lock of a data directory. Throws an `Error` when another live process holds it. The file is made
 * complete under another name and linked into place, so nobody ever reads half of it.
 */
export function takeLock(dir: string): void {
  const file = lockFile(dir);
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(self()), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        linkSync(own, file);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = readLock(dir);
      if (holder && isAlive(holder))
        throw new Error(`the data directory ${dir} is in use by process ${holder.pid}`);
      removeStale(file);
    }
    throw new Error(`the lock of ${dir} cannot be taken`);
  } finally {
    rmSync(own, { force: true });
  }
}

/** Two processes may find the same stale lock: only the one whose rename works removes it. */
function removeStale(file: string): void {
  const grave = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, grave);
    rmSync(grave, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Adds the address to our own lock, so that others can attach. */
export function publishUri(dir: string, uri: string): void {
  const file = lockFile(dir);
  const next = `${file}.next`;
  const handle = openSync(next, 'w', 0o600);
  writeSync(handle, JSON.stringify({ ...self(), uri }));
  closeSync(handle);
  renameSync(next, file);
}

export function releaseLock(dir: string): void {
  if (readLock(dir)?.pid === process.pid) rmSync(lockFile(dir), { force: true });
}

/** The holder, alive or not; undefined when there is no lock. */
export function readLock(dir: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(lockFile(dir), 'utf8')) as LockHolder;
  } catch {
    return undefined; // No lock, or one that no process of ours wrote.
  }
}

export function isAlive(holder: LockHolder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const started = startTime(holder.pid);
  return started === undefined || holder.started === '' || started === holder.started;
}

function self(): LockHolder {
  return { pid: process.pid, started: startTime(process.pid) ?? '' };
}

/** The start time of a process in clock ticks since boot, and '' for one that is dead but not yet collected. */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'dead' : fields[19];
  } catch {
    return undefined; // No /proc here: the process number alone must do.
  }
}
