import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Icon } from '../../design/Icon.tsx';
import { useInboxTexts } from '../../messages/inbox.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import {
  keepNotifySettings,
  type NotifySettings,
  noticeKinds,
  readNotifySettings,
} from './notifySettings.ts';
import { playSound } from './playSound.ts';

/** How this browser tells of what comes. The browser's leave for notifications is asked for on the click alone. */
export function NotifyDialog({ onClose }: { onClose: () => void }) {
  const { window } = useWorkspace();
  const messages = useMessages();
  const { notify: texts } = useInboxTexts();
  const [settings, setSettings] = useState(() => readNotifySettings(window.localStorage));
  const [leave, setLeave] = useState(() => ('Notification' in window ? Notification.permission : null));
  const audio = useRef<AudioContext | null>(null);
  useEffect(() => () => void audio.current?.close(), []);

  const keep = (changes: Partial<NotifySettings>) => {
    const changed = { ...settings, ...changes };
    setSettings(changed);
    keepNotifySettings(window.localStorage, changed);
  };
  const switchDesktop = async (on: boolean) => {
    if (on && leave === 'default') setLeave(await Notification.requestPermission());
    keep({ desktop: on });
  };
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <div class="dialog-body dialog-scroll notify">
        <p class="dialog-title" aria-hidden="true">
          {texts.title}
        </p>
        <div class="choice-set">
          <label>
            <input
              type="checkbox"
              checked={settings.desktop && leave === 'granted'}
              disabled={leave === null || leave === 'denied'}
              aria-describedby="notify-hint"
              onChange={(event) => void switchDesktop(event.currentTarget.checked)}
            />
            {texts.desktop}
          </label>
          <p class={leave === 'denied' ? 'notice notice-warn' : 'field-hint'} id="notify-hint" role="status">
            {leave === 'denied' && <Icon name="warning" />}
            {leave === null ? texts.unsupported : leave === 'denied' ? texts.denied : texts.desktopHint}
          </p>
        </div>
        <fieldset class="choice-set">
          <legend>{texts.sounds}</legend>
          {noticeKinds.map((kind) => (
            <div key={kind} class="notify-kind">
              <label>
                <input
                  type="checkbox"
                  checked={settings.sounds[kind]}
                  onChange={(event) =>
                    keep({ sounds: { ...settings.sounds, [kind]: event.currentTarget.checked } })
                  }
                />
                {texts.kinds[kind]}
              </label>
              <Button
                small
                look="quiet"
                icon="play"
                iconOnly
                title={texts.tryIt(texts.kinds[kind])}
                onClick={() => {
                  audio.current ??= new AudioContext();
                  playSound(audio.current, kind, settings.volume);
                }}
              >
                {texts.tryIt(texts.kinds[kind])}
              </Button>
            </div>
          ))}
          <p class="field-hint">{texts.when}</p>
        </fieldset>
        <div class="choice-set">
          <label>
            <input
              type="checkbox"
              checked={settings.mute}
              onChange={(event) => keep({ mute: event.currentTarget.checked })}
            />
            {texts.mute}
          </label>
          <label class="notify-volume">
            <span>{texts.volume}</span>
            <input
              type="range"
              min="0"
              max="100"
              step="5"
              disabled={settings.mute}
              value={Math.round(settings.volume * 100)}
              onInput={(event) => keep({ volume: event.currentTarget.valueAsNumber / 100 })}
            />
            <output class="mono small">{Math.round(settings.volume * 100)} %</output>
          </label>
        </div>
      </div>
      <div class="dialog-foot">
        <Button onClick={onClose}>{messages.actions.close}</Button>
      </div>
    </Dialog>
  );
}
