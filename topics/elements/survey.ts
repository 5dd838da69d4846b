import { elementKind } from './element.ts';

/** Asks the survey here instead of at the end; once in a conversation (domain B4, prebuilt blocks). */
export const survey = elementKind('survey', {
  run: ({ always }) => ({ go: 'survey', always }),
});
