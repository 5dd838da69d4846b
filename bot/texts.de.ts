import type { SystemTexts } from './texts.ts';

export const texts: SystemTexts = {
  ended: (requester) => `${requester} hat das Gespräch beendet.`,
  reminder: {
    live: 'Dieses Gespräch läuft bald ab. Sind Sie noch da?',
    virtual_agent: 'Sind Sie noch da? Wenn nichts mehr kommt, schließt sich dieses Gespräch von selbst.',
  },
  reminded: 'Die Person wurde daran erinnert, dass das Gespräch bald abläuft.',
  closed: {
    live: 'Sie sind wohl nicht mehr im Gespräch. Es ist jetzt geschlossen.',
    virtual_agent: 'Das Gespräch wurde geschlossen, weil eine Weile nichts mehr kam.',
  },
};
