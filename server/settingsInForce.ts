import { ZodError } from 'zod';
import { AppError } from '../contracts/errors.ts';
import type { Settings } from '../contracts/settings.ts';
import { StartError } from './config.ts';
import type { SettingsStore, StoredSettings } from './settings.store.ts';

/** The settings as this node knows them. Other nodes follow within a round of the sweeper. */
export interface SettingsInForce {
  current(): Settings;
  /** As they are stored now. */
  read(): Promise<StoredSettings>;
  /** Takes up what was changed elsewhere. */
  follow(): Promise<void>;
  /** @throws AppError `conflict`: they were changed since `revision` was read. */
  write(settings: Settings, revision: number): Promise<void>;
}

/**
 * `over`: the variable `SETTINGS`.
 * @throws StartError: a setting that does not exist or does not fit is the administrator's to mend.
 */
export async function createSettingsInForce(
  store: SettingsStore,
  over: Record<string, unknown>,
): Promise<SettingsInForce> {
  let { values } = await first(store, over);
  const follow = async () => {
    values = (await store.read(over)).values;
  };
  return {
    current: () => values,
    read: () => store.read(over),
    follow,
    async write(settings, revision) {
      if (!(await store.write(settings, revision)))
        throw new AppError('conflict', 'somebody else changed the settings just now; try again');
      await follow();
    },
  };
}

async function first(store: SettingsStore, over: Record<string, unknown>): Promise<StoredSettings> {
  try {
    return await store.read(over);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const lines = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new StartError(`SETTINGS: ${lines.join('; ')}`);
  }
}
