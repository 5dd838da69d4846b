import { labelledSentences } from './labelledSentence.ts';

/** German sentences, written for this project in the same way and with the same phenomena as the English ones. */
export const labelledGerman = labelledSentences({
  'polarity words': `
    + Der neue Service ist großartig
    - Das ist furchtbar
    + Tolle Arbeit vom ganzen Team
    - Ich hasse dieses System
    + Die Kollegin war sehr freundlich
    - Der Support ist eine Katastrophe
    + Ich bin zufrieden mit der Lösung
    - Eine schreckliche Erfahrung
    + Das war hilfreich
    - Das ist lächerlich
    + Ein schönes neues Portal
    - Ich bin enttäuscht
    + Die Anleitung war perfekt
    - So ein Mist
    + Ich freue mich über das neue Notebook
    - Der Mitarbeiter war unhöflich`,
  negation: `
    - Das ist nicht gut
    - Die Antwort war nicht hilfreich
    + Kein Problem
    + Das ist gar nicht schlecht
    - Das gefällt mir nicht
    - Ich bin nicht zufrieden
    + Nicht schlecht
    - Das war keine gute Idee
    + Es gibt keinen Grund zur Klage, alles bestens
    - Niemand konnte mir helfen
    - Das ist nicht besonders schön
    - Ich war nie zufrieden mit dem Programm
    + Ich kann mich nicht beschweren
    - Das hat leider nicht geholfen
    + Besser hätte es nicht laufen können
    - Das ist alles andere als gut`,
  'degree words': `
    + Das ist sehr gut
    - Das ist total nervig
    + Wirklich nett
    - Ich bin extrem verärgert
    - Das ist etwas enttäuschend
    + Ziemlich gut
    - Der Laptop ist unerträglich langsam
    + Super schnell erledigt
    - Ein bisschen ärgerlich
    + Viel besser als vorher
    - Die Bedienung ist viel zu kompliziert
    + Ganz toll erklärt`,
  'punctuation and capitals': `
    - Das ist SCHRECKLICH
    - Immer noch kaputt!!!
    + VIELEN DANK
    - Ist da jemand???
    + Super!!!
    - WARUM GEHT DAS IMMER NOCH NICHT
    0 Mein VPN zeigt FEHLER 809
    - Das ist unglaublich!!!
    + Es läuft wieder!!!
    - ICH WARTE SEIT STUNDEN`,
  contrast: `
    - Nett gemeint, aber es hat nicht geholfen
    + Es hat gedauert, aber jetzt läuft alles super
    - Danke, aber es geht immer noch nicht
    + Am Anfang war ich skeptisch, aber jetzt bin ich begeistert
    - Die Idee ist gut, die Umsetzung jedoch miserabel
    + Etwas langsam, aber sehr gut
    - Alle waren freundlich, aber niemand konnte helfen
    + Das alte war schrecklich, aber das neue ist toll
    - Sieht schön aus, ist aber unbrauchbar
    + Teuer, aber wirklich gut`,
  'emoji and emoticons': `
    + danke 😊
    - schon wieder 😡
    + passt :)
    - leider nein :(
    + 👍
    - 👎
    + läuft :D
    - der Tag ist gelaufen 😭`,
  idioms: `
    - Ich habe die Nase voll
    + Das läuft wie geschmiert
    - Das geht mir auf die Nerven
    + Ihr seid die Besten
    - Mir reicht es
    + Weiter so
    - Das ist reine Zeitverschwendung
    + Hut ab
    - Das kann doch nicht wahr sein
    + Das hat Spaß gemacht
    - Ich möchte mich beschweren
    + Eins a Service`,
  requests: `
    0 Ich brauche Hilfe mit meinem Passwort
    0 Wie setze ich mein Kennwort zurück?
    0 Ich möchte einen neuen Monitor bestellen
    0 Bitte entsperren Sie mein Konto
    0 Wo finde ich die Reiserichtlinie
    0 Ich möchte mit einem Mitarbeiter sprechen
    0 Die Bestellung bitte stornieren
    0 Wer genehmigt meinen Antrag?
    0 Können Sie mir helfen?
    0 Wie lange dauert die Freigabe
    0 Die Lizenz für die Software brauche ich bis Freitag
    0 Wann bekomme ich mein Gehalt
    0 Gibt es einen freien Parkplatz
    0 Ich hätte gern Zugriff auf das Postfach
    0 Was kostet die Versicherung
    0 Wie beende ich die Weiterleitung`,
  'technical reports': `
    0 Ich bekomme einen Fehler beim Öffnen von Outlook
    0 Mein Konto ist gesperrt
    0 Die Verbindung bricht nach einer Minute ab
    0 Der Drucker funktioniert nicht
    0 Mein Bildschirm ist kaputt
    0 Ich habe ein Problem mit dem Drucker
    0 Ich habe meinen Ausweis verloren
    0 Die Anwendung ist heute früh abgestürzt
    0 Wie beende ich einen Prozess, der hängt
    0 Mein Akku ist tot
    0 Es kommt eine Warnung der Firewall
    0 Das Passwort ist abgelaufen
    0 Die Anmeldung wurde abgelehnt
    0 Ich kann mich nicht anmelden
    0 Der kritische Patch fehlt
    0 Der Server liefert Fehler 500
    0 Mir wurde das Handy gestohlen
    0 Das falsche Passwort wurde gespeichert
    0 Die Festplatte ist voll
    0 Ich habe eine Phishing-Mail bekommen`,
  'thanks and solved': `
    + Danke, das hat geklappt
    + Es funktioniert jetzt
    + Vielen Dank
    + Das Problem ist gelöst
    + Danke für die schnelle Antwort
    + Alles bestens
    + Läuft wieder
    + Der Fehler ist weg, danke
    + Super, danke schön
    + Das hat mir sehr geholfen
    + Passt, danke
    + Herzlichen Dank für Ihre Mühe`,
  frustration: `
    - Es geht immer noch nicht
    - Ich warte seit drei Stunden
    - Keiner antwortet auf meine Mails
    - Das ist jetzt das dritte Mal
    - Ständig stürzt das Programm ab
    - Jeden Tag derselbe Fehler
    - Nichts funktioniert
    - Schon wieder kaputt
    - Das habe ich doch schon zweimal gesagt
    - Mein Ticket wurde einfach geschlossen
    - Der Bot versteht überhaupt nichts
    - Warum dauert das so lange
    - Ich habe immer noch keine Antwort
    - Das macht mich wahnsinnig
    - Durch das Update ist alles schlimmer geworden
    - Ich bin sauer`,
  'short answers': `
    0 ja
    0 nein
    0 nein danke
    0 das zweite
    0 ich weiß nicht
    0 Montag früh
    0 ja bitte
    0 hallo
    0 keins davon
    0 für meine Chefin`,
});
