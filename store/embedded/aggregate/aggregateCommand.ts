import type { Command, Reply } from '../commands/command.ts';
import { notSupported } from '../errors.ts';

export function aggregate(_command: Command): Reply {
  throw notSupported('aggregate');
}
