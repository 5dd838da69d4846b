import type { Lexicon } from './lexicon.ts';
import { stemGerman } from './stem.ts';

/**
 * What German says in more than one way at a service desk. Written as `normalise` and `foldGerman` leave it: no
 * umlauts, ss for ß, and a, o, u for ae, oe, ue.
 */
export const german: Lexicon = {
  phrases: [
    [
      'kaputt',
      'funktioniert nicht',
      'geht nicht',
      'lauft nicht',
      'klappt nicht',
      'startet nicht',
      'reagiert nicht',
      'geht nicht mehr',
      'funktioniert nicht mehr',
      'sturzt ab',
      'sturzt immer ab',
      'ausser betrieb',
    ],
    ['login', 'log in', 'logge ein', 'melde an', 'komme rein', 'einloggen', 'anmelden', 'komme nicht rein'],
    ['trennen', 'bricht ab', 'bricht immer ab', 'bricht zusammen', 'fliege raus', 'wirft mich raus'],
    ['vergessen', 'weiss nicht mehr', 'fallt mir nicht ein'],
    [
      'newstarter',
      'neuer mitarbeiter',
      'neue mitarbeiterin',
      'neuen mitarbeiter',
      'neuer kollege',
      'neue kollegin',
    ],
    [
      'mensch',
      'echte person',
      'echter mensch',
      'echten menschen',
      'lebende person',
      'kein roboter',
      'kein bot',
    ],
    ['wifi', 'w lan', 'drahtloses netzwerk'],
    ['email', 'e mail', 'e mails'],
    ['zweifaktor', 'zwei faktor', '2 faktor'],
  ],
  synonyms: [
    ['passwort', 'kennwort', 'passworter', 'kennworter', 'zugangsdaten', 'password', 'passwort'],
    ['laptop', 'notebook', 'laptops', 'notebooks'],
    ['computer', 'rechner', 'pc', 'arbeitsplatzrechner'],
    ['bildschirm', 'monitor', 'monitore', 'bildschirme', 'display'],
    ['mensch', 'person', 'mitarbeiter', 'jemand', 'jemandem', 'jemanden', 'berater', 'agent', 'leute'],
    ['sprechen', 'reden', 'chatten', 'unterhalten', 'telefonieren'],
    ['vpn', 'anyconnect', 'tunnel'],
    ['trennen', 'getrennt', 'verbindungsabbruch', 'abbricht', 'instabil'],
    ['kaputt', 'defekt', 'hin', 'abgesturzt', 'eingefroren', 'hangt', 'tot', 'gestort'],
    ['problem', 'probleme', 'storung', 'fehler', 'arger', 'schwierigkeiten'],
    ['ticket', 'tickets', 'vorfall', 'meldung', 'anfrage', 'vorgang'],
    ['status', 'stand', 'fortschritt', 'neuigkeiten'],
    ['sperren', 'gesperrt', 'entsperren', 'blockiert', 'ausgesperrt'],
    ['bestellen', 'kaufen', 'beschaffen', 'anfordern', 'ersatz', 'bestellung'],
    ['handy', 'telefon', 'smartphone', 'mobiltelefon', 'diensthandy', 'iphone'],
    ['anleitung', 'artikel', 'handbuch', 'dokumentation', 'hilfeseite', 'wissensartikel'],
    ['drucker', 'drucken', 'druckt', 'ausdruck'],
    ['langsam', 'lahm', 'trage', 'ewig'],
    ['wifi', 'wlan'],
    ['verbinden', 'verbindung', 'verbindet', 'verbunden'],
    ['kopfhorer', 'headset', 'ohrhorer'],
    ['hallo', 'hi', 'moin', 'servus', 'gruss'],
    ['danke', 'dank', 'dankeschon', 'merci'],
  ],
  stopWords: new Set(
    `ab aber alle alles als also am an auch auf aus bei beim bin bis bist bitte da dann das dass dein dem den der des dich die dies
    diese dieser dieses dir doch du ein eine einem einen einer eines er es euch fur hab habe haben hat hatte hatten ich ihm ihn ihr ihre
    im immer in ins ist ja jetzt kann kannst konnen konnte mal man mein meine meinem meinen meiner mich mir mit muss nach nicht noch nun
    nur ob oder schon sehr sein seine seit sich sie sind so soll uber um und uns unser unsere vom von vor war was weil wenn wer werden
    wie wieder will wir wird wo wurde zu zum zur`.split(/\s+/),
  ),
  commonWords: new Set(
    `brauch hilf problem neu mach tag woch zeit arbei geh frag sag find such gib helf mocht firma buro wei wis
    cannot cant`.split(/\s+/),
  ),
  stem: stemGerman,
  fold: foldGerman,
};

/** ß is ss; ae, oe and ue are how ä, ö and ü are typed without their keys. */
function foldGerman(word: string): string {
  return word.replaceAll('ß', 'ss').replace(/(?<![aeq])([aou])e/g, '$1');
}
