import type { NoticeKind } from './noticesBetween.ts';

/** The tones of a kind: hertz, and seconds from the beginning. */
const tones: Readonly<Record<NoticeKind, readonly { hz: number; at: number }[]>> = {
  // Up and up again: somebody waits for an answer within seconds.
  offer: [
    { hz: 659, at: 0 },
    { hz: 880, at: 0.14 },
    { hz: 659, at: 0.42 },
    { hz: 880, at: 0.56 },
  ],
  invitation: [
    { hz: 784, at: 0 },
    { hz: 659, at: 0.16 },
    { hz: 784, at: 0.32 },
  ],
  message: [{ hz: 587, at: 0 }],
};
const lasts = 0.28;

/** Plays the tones of a kind. `volume`: 0…1. Silent until the person has touched the page: browsers demand it. */
export function playSound(audio: AudioContext, kind: NoticeKind, volume: number): void {
  // Without a gesture it stays suspended; then there is no sound, and nothing is wrong.
  void audio.resume();
  const now = audio.currentTime;
  for (const { hz, at } of tones[kind]) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.type = 'sine';
    tone.frequency.value = hz;
    loudness.gain.setValueAtTime(0, now + at);
    loudness.gain.linearRampToValueAtTime(volume * 0.4, now + at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, now + at + lasts);
    tone.connect(loudness).connect(audio.destination);
    tone.start(now + at);
    tone.stop(now + at + lasts);
  }
}
