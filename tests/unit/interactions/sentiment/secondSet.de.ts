import { labelledSentences } from './labelledSentence.ts';

/** The second German development set: held out once (0.75 right by the first rules), seen since, as `secondSet.en.ts`. */
export const secondSetGerman = labelledSentences({
  'polarity words': `
    + Ein wirklich angenehmes Gespräch
    - Die Beratung war ein Reinfall
    + Ich bin euch so dankbar
    - So etwas Unfreundliches habe ich selten erlebt
    + Der neue Monitor ist der Wahnsinn
    - Das ist doch Schikane
    + Sehr kompetente Beratung
    - Die neue Oberfläche ist hässlich`,
  negation: `
    - Das war nicht sehr freundlich
    + Da gibt es nichts zu meckern
    - Ich bin damit überhaupt nicht glücklich
    - Das hilft mir leider nicht weiter
    + Das war gar nicht kompliziert
    - Keine einzige Antwort war brauchbar
    - Besonders schnell war das nicht
    + Ich wurde nicht enttäuscht`,
  'degree words': `
    - Das ist echt peinlich
    + Ausgesprochen nett von Ihnen
    - Leicht genervt bin ich schon
    + Extrem schnelle Hilfe
    - Viel zu umständlich
    + Das gefällt mir richtig gut`,
  'punctuation and capitals': `
    - Das ist eine FRECHHEIT
    - Hallo??? Antwortet mal jemand???
    + ENDLICH geht es, danke!!!
    - Schon der dritte Absturz heute!!!`,
  contrast: `
    - Der Ton war nett, aber geholfen hat es nicht
    + Erst war ich genervt, aber die Hilfe war spitze
    - Schnelle Antwort, aber leider die falsche
    + Das Warten war lang, aber der Kollege war klasse
    - Gut gemeint, jedoch völlig nutzlos
    - Das Gerät ist schön, aber die Software ist eine Qual`,
  'emoji and emoticons': `
    + klappt 😀
    - zwei Stunden Warteschleife 😤
    + super :-)
    - ach nee 🙄`,
  idioms: `
    - Ich bin mit meinem Latein am Ende
    + Das klappt wie am Schnürchen
    - Da platzt mir der Kragen
    + Ihr habt mir den Tag gerettet
    - Das ist ein Witz, oder
    + Daumen hoch`,
  requests: `
    0 Wie richte ich eine Abwesenheitsnotiz ein
    0 Kann ich einen zweiten Bildschirm bekommen
    0 Bitte nehmen Sie Frau Kern in den Verteiler auf
    0 Welches Formular brauche ich für Elternzeit
    0 Gibt es eine Anleitung für das neue Telefon
    0 Wer ist für den Plotter zuständig
    0 Ich suche die Nummer der Personalabteilung
    0 Die Daten sollen auf das neue Laufwerk
    0 Ist die Software frei verfügbar
    0 Wann wird mein Konto gelöscht`,
  'technical reports': `
    0 Der Scanner meldet Papierstau
    0 Outlook fragt dauernd nach dem Passwort
    0 Nach dem Update kommt ein blauer Bildschirm
    0 Das Headset hat links keinen Ton
    0 Zwei Kollegen erreichen den Server nicht
    0 Die Seite bleibt leer
    0 Der Bericht zeigt die falsche Währung
    0 Die Datenbank hat keinen Speicher mehr
    0 Der Druckauftrag hängt in der Warteschlange
    0 Mein Handy hat einen Riss im Display`,
  'thanks and solved': `
    + Prima, jetzt druckt er wieder
    + Danke, damit ist meine Frage beantwortet
    + Der Neustart hat geholfen
    + Alles klar, läuft, vielen Dank`,
  frustration: `
    - Ich habe schon fünfmal angerufen
    - Zwei Wochen und immer noch kein Laptop
    - Ihr schickt mir immer denselben Artikel
    - Lesen Sie überhaupt, was ich schreibe
    - Ich gebe auf
    - Jeden Montag das Gleiche
    - Wann kümmert sich endlich jemand darum
    - Das kostet mich den letzten Nerv`,
  'short answers': `
    0 die erste
    0 nö
    0 am Nachmittag
    0 etwa zehn Leute
    0 keine Ahnung
    0 guten Morgen`,
});
