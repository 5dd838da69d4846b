import type { CorrectionPhrases } from './readCorrection.ts';

export const corrections: CorrectionPhrases = {
  explicit: /^(?:korrektur|ich meinte?|vielmehr|mein fehler|stimmt nicht)(?![\wäöüß@])[\s,.:;!–-]*/i,
  strong: /^(?:eigentlich|moment(?: mal)?|warten sie|warte|halt|hoppla)(?![\wäöüß@])[\s,.:;!–-]*/i,
  weak: /^(?:nein|nee|doch|entschuldigung|verzeihung|ach|oh|also|und|aber|ok)(?![\wäöüß@])[\s,.:;!–-]*/i,
  tail: /[\s,]+(?:stattdessen|eigentlich|vielmehr)[\s.!]*$/i,
  orders: [
    /^(?:bitte )?(?:ändere|ändern sie|setze|setzen sie|korrigiere|korrigieren sie)(?: bitte)? (?:den |die |das |mein |meine |meinen )?(?<mention>.+?) (?:auf|in|zu) (?<value>.+)$/i,
    /^nicht .+?,? sondern (?<value>.+)$/i,
  ],
  statements: [
    /^(?:der|die|das|mein|meine|unser|unsere) (?<mention>.+?) (?:ist|sind|lautet|war|waren|muss|soll) (?:eigentlich |doch )?(?<value>.+?)(?: sein)?$/i,
    /^(?:es|das|er|sie) (?:ist|sind|war|waren) (?:eigentlich |doch )?(?<value>.+)$/i,
    /^(?<value>.+?),? (?:und )?nicht .+$/i,
  ],
};
