import type { NoticeKind } from './noticesBetween.ts';

export const noticeKinds = ['offer', 'invitation', 'message'] as const satisfies readonly NoticeKind[];

/** How this browser tells its agent of what comes. `volume`: 0…1. */
export interface NotifySettings {
  desktop: boolean;
  mute: boolean;
  volume: number;
  sounds: Record<NoticeKind, boolean>;
}

const key = 'switchboard.notify';

/** What was kept; what is missing or damaged is as shipped. */
export function readNotifySettings(storage: Storage): NotifySettings {
  const kept = parse(storage.getItem(key));
  const flag = (name: string, shipped: boolean) => {
    const value = kept[name];
    return typeof value === 'boolean' ? value : shipped;
  };
  const { volume } = kept;
  return {
    // The browser asks for leave only after a click on the switch.
    desktop: flag('desktop', false),
    mute: flag('mute', false),
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : 0.5,
    sounds: {
      offer: flag('offer', true),
      invitation: flag('invitation', true),
      message: flag('message', true),
    },
  };
}

export function keepNotifySettings(storage: Storage, { sounds, ...rest }: NotifySettings): void {
  storage.setItem(key, JSON.stringify({ ...rest, ...sounds }));
}

function parse(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
