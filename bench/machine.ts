import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { percentile } from './measure.ts';

/** The machine and the versions, one line each, for the head of the report. */
export function machine(root: string, dataDir: string, engine: string): string[] {
  const load = createRequire(join(root, 'package.json'));
  const versionOf = (name: string): string => {
    const file = load.resolve.paths(name)?.map((folder) => join(folder, name, 'package.json')) ?? [];
    for (const path of file) {
      try {
        return String(JSON.parse(readFileSync(path, 'utf8')).version);
      } catch {
        // Not in this folder.
      }
    }
    return 'unknown';
  };
  const own: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const packages = ['socket.io', 'mongoose', 'botbuilder', 'restify'].map(
    (name) => `${name} ${versionOf(name)}`,
  );
  return [
    `Machine: ${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}; load at the end ${loadavg()[0]?.toFixed(1)}`,
    `Disk: a synced write of 4 KiB takes ${syncedWrite(dataDir).toFixed(2)} ms (median)`,
    `Versions: Switchboard ${own.version}, Node ${process.version}, ${packages.join(', ')}, store engine ${engine}`,
  ];
}

/** What every durable turn waits for at least once. */
function syncedWrite(dataDir: string): number {
  const file = join(dataDir, 'sync.probe');
  const handle = openSync(file, 'w');
  const samples: number[] = [];
  for (let round = 0; round < 50; round += 1) {
    const started = performance.now();
    writeSync(handle, Buffer.alloc(4_096, round));
    fsyncSync(handle);
    samples.push(performance.now() - started);
  }
  closeSync(handle);
  rmSync(file);
  return percentile(samples, 0.5);
}
