import { effect, type ReadonlySignal } from '@preact/signals';
import { inboxTexts } from '../../messages/inbox.ts';
import type { Language } from '../../messages/language.ts';
import type { DeskState } from '../state/deskState.ts';
import { deskHash } from '../state/route.ts';
import { type Notice, noticesBetween } from './noticesBetween.ts';
import { readNotifySettings } from './notifySettings.ts';
import { playSound } from './playSound.ts';

interface NotifyingNeeds {
  window: Window & typeof globalThis;
  state: ReadonlySignal<DeskState>;
  language: Language;
  myName: string;
}

/** A message that another tab shows is seen there within this time, and needs no notice here. */
const settleMs = 300;
/** So long one tab speaks for all. */
const turnMs = 3_000;

/** Tells the agent of what comes while they look elsewhere. Answers what ends it. */
export function startNotifying({ window, state, language, myName }: NotifyingNeeds): () => void {
  const { document, navigator, localStorage } = window;
  let before = state.peek();
  let audio: AudioContext | null = null;

  const hidden = () => document.visibilityState !== 'visible' || !document.hasFocus();
  const sound = ({ kind, interaction }: Notice) => {
    const { mute, volume, sounds } = readNotifySettings(localStorage);
    const looking = !hidden() && interaction !== null && state.peek().current === interaction;
    if (mute || volume === 0 || !sounds[kind] || looking) return;
    audio ??= new window.AudioContext();
    playSound(audio, kind, volume);
  };
  const show = ({ kind, id, interaction, name, text }: Notice) => {
    const { desktop } = readNotifySettings(localStorage);
    if (!desktop || !hidden() || !('Notification' in window) || window.Notification.permission !== 'granted')
      return;
    const texts = inboxTexts[language.code.peek()].notify;
    const notification = new window.Notification(texts[kind](name), {
      body: (text ?? texts.note).slice(0, 120),
      tag: id,
    });
    notification.onclick = () => {
      window.focus();
      if (interaction !== null) window.location.hash = deskHash(interaction);
      notification.close();
    };
  };
  const seen = ({ interaction, seq }: Notice) =>
    interaction !== null && seq !== null && (state.peek().seen[interaction] ?? 0) >= seq;
  const tell = (notice: Notice) => {
    if (seen(notice)) return;
    sound(notice);
    show(notice);
  };
  const inTurn = (notice: Notice) => {
    // Only a safe origin has locks; without them each tab speaks for itself.
    if (!('locks' in navigator)) return tell(notice);
    void navigator.locks.request(`switchboard.notice.${notice.id}`, { ifAvailable: true }, (lock) => {
      if (lock === null) return undefined;
      tell(notice);
      return new Promise((resolve) => setTimeout(resolve, turnMs));
    });
  };

  const stop = effect(() => {
    const after = state.value;
    const notices = noticesBetween(before, after, myName);
    before = after;
    for (const notice of notices) setTimeout(() => inTurn(notice), notice.kind === 'message' ? settleMs : 0);
  });
  return () => {
    stop();
    void audio?.close();
  };
}
