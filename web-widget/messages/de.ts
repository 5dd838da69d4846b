import type { BubbleTexts } from './bubbleTexts.ts';
import type { ChatTexts } from './chatTexts.ts';

export const bubble: BubbleTexts = {
  open: 'Chat öffnen',
  close: 'Chat schließen',
  openUnread: (count) => `Chat öffnen, ${count} ungelesene ${count === 1 ? 'Nachricht' : 'Nachrichten'}`,
  failed: 'Der Chat konnte nicht geladen werden. Bitte noch einmal versuchen.',
};

export const chat: ChatTexts = {
  language: 'de',
  title: 'Hilfe und Support',
  virtualAgent: 'Virtueller Agent',
  you: 'Sie',
  messages: 'Nachrichten',
  today: 'Heute',
  yesterday: 'Gestern',

  menu: 'Mehr',
  minimise: 'Minimieren',
  end: 'Gespräch beenden',
  restart: 'Neu anfangen',
  restarted: 'Neu angefangen',
  endQuestion: 'Dieses Gespräch beenden?',
  endHint: 'Sie können es danach noch lesen.',
  endYes: 'Beenden',
  endNo: 'Weiter chatten',

  ownerVirtualAgent: 'Virtueller Agent',
  ownerQueue: 'Warten auf eine Person',
  ownerAgent: (name) => `Sie sprechen mit ${name}`,
  ownerAgentUnnamed: 'Sie sprechen mit einer Person',
  ownerNone: 'Gespräch beendet',

  composer: 'Ihre Nachricht',
  placeholder: 'Nachricht schreiben…',
  send: 'Senden',
  counter: (length, limit) => `${length} von ${limit} Zeichen`,
  tooLong: (limit, over) =>
    `Eine Nachricht darf höchstens ${limit} Zeichen haben. Bitte um ${over} Zeichen kürzen.`,

  sending: 'Wird gesendet…',
  waiting: 'Wird gesendet, sobald die Verbindung wieder da ist',
  sent: 'Gesendet',
  read: 'Gelesen',
  notSent: 'Nicht gesendet.',
  retry: 'Noch einmal',
  discard: 'Entfernen',
  newMessages: 'Neue Nachrichten',
  typing: (name) => `${name} schreibt`,

  connecting: 'Verbindung wird aufgebaut…',
  reconnecting: 'Verbindung verloren. Wird wiederhergestellt…',
  offline: 'Sie sind offline. Was Sie schreiben, bleibt erhalten und wird später gesendet.',
  distrusted: 'Ihre Anmeldung wird nicht angenommen oder ist abgelaufen. Bitte laden Sie die Seite neu.',
  reload: 'Seite neu laden',
  asGuest: 'Als Gast weitermachen',
  refused: 'Der Chat kann nicht gestartet werden.',
  slowDown: (seconds) =>
    seconds > 0
      ? `Das war etwas schnell. Ihre Nachricht geht in ${seconds} ${seconds === 1 ? 'Sekunde' : 'Sekunden'} hinaus.`
      : 'Das war etwas schnell. Ihre Nachricht geht gleich hinaus.',
  busy: (seconds) =>
    `Gerade schreiben uns viele. Nächster Versuch in ${seconds} ${seconds === 1 ? 'Sekunde' : 'Sekunden'}.`,

  queued: (queue) => (queue === '' ? 'Sie sind in der Warteschlange' : `Sie warten auf ${queue}`),
  position: (position) => (position === 1 ? 'Sie sind als Nächstes dran' : `${position - 1} vor Ihnen`),
  waitUnknown: 'Wie lange es dauert, können wir noch nicht sagen.',
  waitShort: 'Meist weniger als eine Minute.',
  wait: (minutes) => `Etwa ${minutes} ${minutes === 1 ? 'Minute' : 'Minuten'}.`,
  waitLong: (hours) => `Etwa ${hours} ${hours === 1 ? 'Stunde' : 'Stunden'}.`,
  waitBetween: (from, to) => `Etwa ${from} bis ${to} Minuten.`,
  errand: (topic, agent) =>
    `Der Virtuelle Agent hilft bei „${topic}“.${agent === undefined ? ' Ihr Platz bleibt Ihnen.' : ` ${agent} liest mit.`}`,
  leaveHint: 'Sie können dieses Fenster verlassen; Ihr Platz bleibt erhalten.',

  endings: {
    left_before_engagement: 'Sie haben das Gespräch beendet, bevor jemand dazukommen konnte.',
    no_activity: 'Das Gespräch ist beendet.',
    user_ended: 'Sie haben das Gespräch beendet.',
    auto_closed: 'Das Gespräch ist abgeschlossen.',
    no_user_response: 'Das Gespräch endete, weil eine Weile keine Antwort kam.',
    topic_complete: 'Das Gespräch ist abgeschlossen.',
    left_for_search: 'Sie haben das Gespräch für eine Suche verlassen.',
    agent_ended: 'Das Gespräch wurde von unserer Seite beendet.',
    chat_complete: 'Das Gespräch ist abgeschlossen.',
    error: 'Bei uns ist etwas schiefgegangen, und das Gespräch musste enden.',
  },
  transcript: 'Mitschrift',
  saveText: 'Als Text speichern',
  mailAddress: 'E-Mail-Adresse',
  mail: 'Per E-Mail senden',
  mailTo: (address) => `An ${address} senden`,
  mailSent: (address) => `Unterwegs an ${address}.`,
  mailInvalid: 'Bitte geben Sie eine E-Mail-Adresse ein.',
  mailOften: 'Sie wurde schon oft genug gesendet. Speichern geht weiterhin.',
  transcriptFailed: 'Das hat nicht geklappt. Bitte noch einmal versuchen.',
  close: 'Schließen',
  ended: 'Das Gespräch ist beendet.',
  survey: 'Ihre Bewertung',
  score: (value) =>
    `${value} von 5: ${['sehr schlecht', 'schlecht', 'mittel', 'gut', 'sehr gut'][value - 1] ?? ''}`,
  worst: 'Sehr schlecht',
  best: 'Sehr gut',
  comment: 'Möchten Sie etwas dazu sagen?',
  sendSurvey: 'Bewertung senden',
  surveyThanks: 'Vielen Dank für Ihre Rückmeldung.',
  startNew: 'Neues Gespräch beginnen',

  attach: 'Datei hinzufügen',
  chooseFile: 'Datei auswählen',
  chooseFiles: 'Dateien auswählen',
  dropHint: (limit) => `Oder hierher ziehen oder einfügen. Bis ${limit}.`,
  dropHere: 'Dateien zum Senden hier ablegen',
  uploading: (name) => `${name} wird hochgeladen`,
  cancel: 'Abbrechen',
  uploadErrors: {
    too_large: 'Diese Datei ist zu groß.',
    unsupported_type: 'Diese Art Datei wird nicht angenommen.',
    conflict: 'In diesem Gespräch sind schon so viele Dateien, wie es haben darf.',
    rate_limited: 'Das waren viele Dateien auf einmal. Bitte warten Sie einen Moment.',
    closed: 'Das Gespräch ist beendet.',
    cut_off: 'Die Verbindung ist abgebrochen.',
    internal: 'Diese Datei konnte nicht gesendet werden.',
  },

  howMany: (min, max) =>
    min !== undefined && max !== undefined
      ? `Wählen Sie ${min === max ? min : `${min} bis ${max}`}.`
      : min !== undefined
        ? `Wählen Sie mindestens ${min}.`
        : max !== undefined
          ? `Wählen Sie höchstens ${max}.`
          : '',
  choose: 'Antwort auswählen',
  chooseSeveral: 'Eine oder mehrere Antworten auswählen',
  done: 'Fertig',
  chosen: 'ausgewählt',
  pickDate: 'Datum',
  pickTime: 'Uhrzeit',
  pickDateTime: 'Datum und Uhrzeit',
  dateTooEarly: (min) => `Frühestens ${min}.`,
  dateTooLate: (max) => `Spätestens ${max}.`,
  dateMissing: 'Bitte das Datum vollständig angeben.',
  select: 'Auswählen',
  openRecord: 'Öffnen',
  opensInNewTab: 'öffnet einen neuen Tab',
  download: 'Herunterladen',
  downloading: 'Wird heruntergeladen…',
  downloadFailed: 'Die Datei konnte nicht heruntergeladen werden.',
  playVideo: 'Video öffnen',
  table: 'Tabelle',

  errors: {
    invalid: 'Diese Nachricht wurde nicht angenommen.',
    unauthorized: 'Sie sind in diesem Gespräch nicht mehr angemeldet.',
    expired: 'Sie sind in diesem Gespräch nicht mehr angemeldet.',
    forbidden: 'Sie dürfen in diesem Gespräch nicht schreiben.',
    not_found: 'Dieses Gespräch gibt es nicht mehr.',
    conflict: 'Es hat sich gleichzeitig etwas geändert. Bitte noch einmal versuchen.',
    closed: 'Das Gespräch ist beendet.',
    too_large: 'Diese Nachricht ist zu lang.',
    unsupported_type: 'Diese Art Datei wird nicht angenommen.',
    rate_limited: 'Das war etwas schnell.',
    capacity: 'Wir können gerade keine weiteren Gespräche annehmen.',
    gone: 'Dieses Gespräch gibt es nicht mehr.',
    unavailable: 'Wir sind gerade nicht erreichbar. Wir versuchen es weiter.',
    internal: 'Bei uns ist etwas schiefgegangen.',
  },
};
