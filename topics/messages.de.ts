import type { FileGroup } from '../contracts/topic.ts';
import type { Messages } from './messages.ts';

const fileKinds: Readonly<Record<FileGroup, string>> = {
  image: 'Bilder',
  pdf: 'PDF-Dateien',
  document: 'Dokumente',
  spreadsheet: 'Tabellen',
  text: 'Textdateien',
  archive: 'Archive',
  audio: 'Tonaufnahmen',
  video: 'Videos',
};

export const texts: Messages = {
  virtualAgent: 'Virtueller Agent',
  system: 'System',
  pickOne: 'Da kommen mehrere Themen in Frage. Welches meinen Sie?',
  noneOfThese: 'Nichts davon',
  notUnderstood: 'Das habe ich leider nicht verstanden. Können Sie es anders sagen?',
  whatElse: 'Was kann ich für Sie tun?',
  backTo: (title) => `Zurück zu „${title}“.`,
  fileKept: 'Danke, ich habe die Datei zu diesem Gespräch gelegt.',
  noFileHere: 'Danke, die Datei habe ich. Eine Antwort brauche ich aber noch:',
  cancelled: 'In Ordnung, ich habe das abgebrochen.',
  nothingToCancel: 'Gerade gibt es nichts abzubrechen. Was kann ich für Sie tun?',
  notTransferred: {
    no_agents: 'Es tut mir leid, im Moment hat niemand Zeit für einen Chat.',
    closed_hours: 'Es tut mir leid, um diese Zeit ist niemand am Platz.',
    refused: 'Es tut mir leid, ich konnte Sie gerade nicht weiterverbinden.',
  },
  brokenDown:
    'Es tut mir leid, bei uns ist etwas schiefgegangen, und ich kann dieses Gespräch nicht fortsetzen.',
  errandFailed: 'Es tut mir leid, dabei ist etwas schiefgegangen. Ich lasse es an dieser Stelle.',
  topicGone: 'Es tut mir leid, dabei kann ich nicht mehr helfen. Was kann ich sonst für Sie tun?',
  dialog: {
    confirmAnswer: (answer) => `Ich habe „${answer}“. Stimmt das?`,
    confirmDefault: (question, answer) => `${question} Ich würde „${answer}“ nehmen. Stimmt das?`,
    atLimit: 'Damit kann ich leider noch immer nichts anfangen. Wie machen wir weiter?',
    tryAgain: 'Noch einmal versuchen',
    startOver: 'Von vorn beginnen',
    person: 'Mit einer Person sprechen',
    somethingElse: 'Etwas anderes',
    firstQuestion: 'Das war meine erste Frage; davor gibt es nichts.',
    nothingBefore: 'Gerade gibt es nichts, wohin ich zurückgehen könnte.',
    refused: 'Es tut mir leid, Antworten lassen sich hier nicht ändern.',
    submitted: (number) =>
      `Das ist schon abgeschickt${number === '' ? '' : `, als ${number}`}; ich kann es nicht mehr ändern. Eine Person kann es: Sagen Sie einfach „Mitarbeiter“.`,
    forgotten:
      'Es tut mir leid, das liegt zu weit zurück. Sagen Sie „neu starten“ oder „Mitarbeiter“ für eine Person.',
    corrected: (answer) => `In Ordnung, ich habe das in „${answer}“ geändert.`,
    confirmCorrection: (question, answer) =>
      `Auf „${question}“ haben Sie schon geantwortet. Soll ich das in „${answer}“ ändern?`,
    unchanged: 'In Ordnung, ich lasse es, wie es war.',
    confirmTopic: (title) => `Sie möchten Hilfe zu „${title}“. Stimmt das?`,
    confirmSwitch: (title, running) => `Möchten Sie „${title}“ statt „${running}“?`,
    languageChanged: 'Gern, weiter auf Deutsch.',
    languageUnknown: (known) => `Diese Sprache spreche ich leider nicht. Ich kann: ${known}.`,
  },
  script: {
    separator: '———',
    showEverything: 'Alles zeigen',
    nothingToPick: 'Hier gibt es nichts auszuwählen.',
  },
  choices: {
    more: 'Mehr',
    back: 'Zurück',
    moreShown: 'Hier sind noch mehr.',
    backShown: 'Diese kamen davor.',
    tooFew: (min) => `Bitte wählen Sie mindestens ${min}.`,
    tooMany: (max) => `Bitte wählen Sie höchstens ${max}.`,
  },
  files: {
    needed:
      'Ich brauche hier eine Datei. Sie können sie über die Büroklammer hinzufügen oder in den Chat ziehen.',
    orDone: 'Sie können noch eine Datei schicken oder „fertig“ sagen.',
    another: (name) => `„${name}“ habe ich. Schicken Sie noch eine Datei, oder sagen Sie „fertig“.`,
    wrongType: (name, kinds) => `„${name}“ kann ich hier nicht annehmen. Möglich sind: ${kinds}.`,
    tooLarge: (name, megabytes) =>
      `„${name}“ ist zu groß. Eine Datei darf höchstens ${megabytes} MB haben; können Sie eine kleinere schicken?`,
    kinds: (groups) =>
      groups.map((group) => fileKinds[group]).join(', ') || 'Bilder, Dokumente, Tabellen, Texte, Archive',
  },
  contact: {
    isItRight: (question, address) => `${question} Ich habe ${address}. Stimmt das?`,
    another: {
      email: 'In Ordnung. Welche E-Mail-Adresse soll ich nehmen?',
      phone:
        'In Ordnung. Welche Nummer soll ich nehmen? Bitte mit Ländervorwahl, zum Beispiel +49 30 901820.',
    },
  },
  done: 'Fertig',
  yes: 'Ja',
  no: 'Nein',
  invalid: {
    text: 'Das ist nicht angekommen. Können Sie Ihre Antwort eintippen?',
    tooShort: (min) => `Das ist etwas kurz. Bitte schreiben Sie mindestens ${min} Zeichen.`,
    tooLong: (max) => `Das ist zu lang für mich. Bitte bleiben Sie unter ${max} Zeichen.`,
    email: 'Das sieht nicht nach einer E-Mail-Adresse aus. Sie sollte etwa so aussehen: name@example.com.',
    phone:
      'Das sieht nicht nach einer Telefonnummer aus. Bitte mit Ländervorwahl, zum Beispiel +49 30 901820.',
    url: 'Das sieht nicht nach einer Webadresse aus. Sie sollte mit https:// oder http:// beginnen.',
    ip: 'Das sieht nicht nach einer IP-Adresse aus, wie 192.0.2.10.',
    number: 'Ich brauche hier eine Zahl, zum Beispiel 3.',
    wholeNumber: 'Ich brauche hier eine ganze Zahl, zum Beispiel 3.',
    numberBetween: (min, max) => `Ich brauche eine Zahl zwischen ${min} und ${max}.`,
    numberFrom: (min) => `Ich brauche eine Zahl ab ${min}.`,
    numberTo: (max) => `Ich brauche eine Zahl bis ${max}.`,
    courtesy: 'Dazu brauche ich noch ein paar eigene Worte von Ihnen.',
    pattern: 'Das hat nicht die Form, die ich brauche. Können Sie es noch einmal prüfen?',
    choice: 'Bitte wählen Sie eine der Möglichkeiten, oder tippen Sie den Namen oder die Nummer ein.',
    choices:
      'Bitte wählen Sie eine oder mehrere Möglichkeiten; Sie können Namen oder Nummern eintippen, durch Kommas getrennt.',
    yesNo: 'Ein einfaches Ja oder Nein genügt.',
    date: 'Dieses Datum habe ich nicht verstanden. Sie können „morgen“, „nächsten Montag“ oder 31.03.2026 schreiben.',
    time: 'Diese Uhrzeit habe ich nicht verstanden. Sie können „15:30“ oder „15 Uhr“ schreiben.',
    datetime: 'Das habe ich nicht verstanden. Sie können „morgen um 15 Uhr“ oder 31.03.2026 15:30 schreiben.',
    ambiguousDate: (text) =>
      `Ich kann nicht erkennen, welcher Teil von „${text}“ der Tag ist. Können Sie den Monat ausschreiben, etwa 3. April?`,
    tooEarly: (min) => `Das ist zu früh. Es geht frühestens ab ${min}.`,
    tooLate: (max) => `Das ist zu spät. Es geht höchstens bis ${max}.`,
  },
};
