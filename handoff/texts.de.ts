import type { HandoffTexts } from './texts.ts';

export const texts: HandoffTexts = {
  anAgent: 'der Kollegin oder dem Kollegen',
  connecting: () => 'Ich verbinde Sie mit einer Person. Einen Moment, bitte.',
  queuedAt: (position, estimatedWaitSeconds) => {
    const wait =
      estimatedWaitSeconds === null ? '' : ` Die Wartezeit beträgt etwa ${duration(estimatedWaitSeconds)}.`;
    return `${place(position)}${wait}`;
  },
  joined: (agent) => `${agent} ist jetzt im Gespräch.`,
  returned: (agent, position) => `${agent} hat Ihr Gespräch an das Team weitergegeben.${back(position)}`,
  lost: (agent, position) =>
    `Die Verbindung zu ${agent} ist abgebrochen. Jemand aus dem Team übernimmt.${back(position)}`,
  requeued: (position) => `Ihr Gespräch wartet wieder auf eine Person.${back(position)}`,
  ended: (agent) => `${agent} hat das Gespräch beendet.`,
  closed: 'Das Gespräch wurde geschlossen.',
  closedBy: (name) => `${name} hat dieses Gespräch geschlossen.`,
  faulted:
    'Hier ist etwas schiefgegangen, und niemand kann Ihr Gespräch übernehmen. Bitte beginnen Sie ein neues.',
};

function back(position: number | null): string {
  return position === null ? '' : ` ${place(position)}`;
}

function place(position: number): string {
  return position <= 1 ? 'Sie sind als Nächstes dran.' : `Sie sind auf Platz ${position} der Warteschlange.`;
}

function duration(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return minutes === 1 ? 'eine Minute' : `${minutes} Minuten`;
}
