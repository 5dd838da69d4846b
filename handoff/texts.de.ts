import type { HandoffTexts } from './texts.ts';

export const texts: HandoffTexts = {
  anAgent: 'der Kollegin oder dem Kollegen',
  connecting: () => 'Ich verbinde Sie mit einer Person. Einen Moment, bitte.',
  queuedAt: (position, range) => {
    const told = position === null ? 'Vor Ihnen warten sehr viele.' : place(position);
    return range === null ? told : `${told} Die Wartezeit beträgt etwa ${wait(range)}.`;
  },
  wait,
  opens: (when) => `Wir haben gerade geschlossen und sind wieder da: ${when}.`,
  waitsForOpening: (when) =>
    `Wir haben gerade geschlossen und sind wieder da: ${when}. Sie behalten Ihren Platz, wir antworten Ihnen hier.`,
  maxWait: 'Es tut mir leid, bisher konnte niemand Ihr Gespräch übernehmen.',
  movedTo: (queue, position) => `Ich frage jetzt bei ${queue}.${back(position)}`,
  joined: (agent) => `${agent} ist jetzt im Gespräch.`,
  returned: (agent, position) => `${agent} hat Ihr Gespräch an das Team weitergegeben.${back(position)}`,
  lost: (agent, position) =>
    `Die Verbindung zu ${agent} ist abgebrochen. Jemand aus dem Team übernimmt.${back(position)}`,
  requeued: (position) => `Ihr Gespräch wartet wieder auf eine Person.${back(position)}`,
  ended: (agent) => `${agent} hat das Gespräch beendet.`,
  closed: 'Das Gespräch wurde geschlossen.',
  passedOn: (agent, to, position) => `${agent} verbindet Sie mit ${to}.${back(position)}`,
  givenOver: (agent, to) => `${agent} hat Sie an ${to} weitergegeben.`,
  takenOver: (agent) => `${agent} hat das Gespräch übernommen.`,
  left: (agent) => `${agent} hat das Gespräch verlassen.`,
  handedBack: (agent) => `${agent} hat Sie an den virtuellen Assistenten zurückgegeben.`,
  closedBy: (name) => `${name} hat dieses Gespräch geschlossen.`,
  whispers: (name) => `${name} hört zu und kann flüstern.`,
  consulted: (name) => `${name} ist für ein vertrauliches Gespräch hier.`,
  declined: (name, reason) => `${name} kann nicht kommen${reason === null ? '.' : `: ${reason}`}`,
  missed: (name) => `${name} hat nicht geantwortet.`,
  asksForHelp: (name, note) => `${name} bittet um Hilfe${note === null ? '.' : `: ${note}`}`,
  faulted:
    'Hier ist etwas schiefgegangen, und niemand kann Ihr Gespräch übernehmen. Bitte beginnen Sie ein neues.',
};

function wait([from, to]: readonly [number, number]): string {
  const [least, most] = [minutes(from), minutes(to)];
  return least === most ? duration(to) : `${least} bis ${most} Minuten`;
}

function back(position: number | null): string {
  return position === null ? '' : ` ${place(position)}`;
}

function place(position: number): string {
  return position <= 1 ? 'Sie sind als Nächstes dran.' : `Sie sind auf Platz ${position} der Warteschlange.`;
}

function duration(seconds: number): string {
  return minutes(seconds) === 1 ? 'eine Minute' : `${minutes(seconds)} Minuten`;
}

function minutes(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / 60));
}
