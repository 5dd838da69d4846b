import type { CorrectionPhrases } from './readCorrection.ts';

export const corrections: CorrectionPhrases = {
  explicit:
    /^(?:correction|i meant? to say|i meant?|rather|scratch that|my mistake|my bad|let me correct (?:that|this))(?![\w@])[\s,.:;!–-]*/i,
  strong: /^(?:actually|wait|hold on|oops|whoops)(?![\w@])[\s,.:;!–-]*/i,
  weak: /^(?:no|nope|sorry|oh|ah|well|hmm|and|but|so|ok|okay)(?![\w@])[\s,.:;!–-]*/i,
  tail: /[\s,]+(?:instead|actually|rather)[\s.!]*$/i,
  orders: [
    /^(?:please )?(?:can you |could you |i want to |i need to )?(?:change|set|correct|update|switch) (?:the |my |our )?(?<mention>(?!it\b|that\b|this\b).+?) (?:to|into|=) (?<value>.+)$/i,
    /^(?:please )?(?:can you |could you )?(?:change|make|set|correct) (?:it|that|this)(?: to| into)? (?<value>.+)$/i,
    /^not (?:the |a |an )?.+?,? but (?:rather )?(?<value>.+)$/i,
  ],
  statements: [
    /^(?:the|my|our) (?<mention>.+?) (?:is|are|was|were|should be|has to be|must be) (?:actually |really |in fact )?(?<value>.+)$/i,
    /^(?:it|that|this|they)(?:['’]?s|['’]?re| is| are| was| were| should be| has to be| must be) (?:actually |really |in fact )?(?<value>.+)$/i,
    /^(?<value>.+?),? (?:and )?not .+$/i,
  ],
};
