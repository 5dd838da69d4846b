import type { SystemTexts } from './texts.ts';

export const texts: SystemTexts = {
  ended: (requester) => `${requester} hat das Gespräch beendet.`,
  errand: {
    asked: (agent, topic) => `${agent} hat den Virtual Agent gebeten, bei „${topic}“ zu helfen.`,
    byItself: (topic) => `Während Sie warten, kann der Virtual Agent bei „${topic}“ helfen.`,
  },
  errandEnded: (agent) => `Sie sprechen wieder mit ${agent}.`,
  errandStopped: (agent) => `${agent} macht hier weiter.`,
  stillQueued: 'Sie sind noch in der Warteschlange; Ihr Platz bleibt Ihnen.',
  surveyComment: 'Kommentar',
  reminder: {
    live: 'Dieses Gespräch läuft bald ab. Sind Sie noch da?',
    virtual_agent: 'Sind Sie noch da? Wenn nichts mehr kommt, schließt sich dieses Gespräch von selbst.',
    queue:
      'Sind Sie noch da? Ihr Platz in der Warteschlange bleibt Ihnen. Wenn Sie nichts schreiben, schließt sich dieses Gespräch von selbst.',
    messaging:
      'Wir haben nichts mehr von Ihnen gehört. Schreiben Sie kurz, wenn das Gespräch offen bleiben soll; sonst schließt es sich von selbst.',
    disconnected:
      'Ihre Verbindung ist abgebrochen. Sind Sie noch da? Ohne Sie schließt sich dieses Gespräch bald.',
  },
  reminded: 'Die Person wurde daran erinnert, dass das Gespräch bald abläuft.',
  gone: 'Die Verbindung der Person ist abgebrochen. Wenn sie nicht bald zurückkommt, schließt sich das Gespräch von selbst.',
  waits: 'Die Person wartet auf eine Antwort.',
  closed: {
    live: 'Sie sind wohl nicht mehr im Gespräch. Es ist jetzt geschlossen.',
    virtual_agent: 'Das Gespräch wurde geschlossen, weil eine Weile nichts mehr kam.',
    queue: 'Das Gespräch wurde geschlossen, weil eine Weile nichts mehr kam.',
    messaging: 'Das Gespräch wurde geschlossen, weil wir länger nichts mehr von Ihnen gehört haben.',
    disconnected:
      'Das Gespräch wurde geschlossen, weil Ihre Verbindung abgebrochen ist und Sie nicht zurückgekommen sind.',
  },
};
