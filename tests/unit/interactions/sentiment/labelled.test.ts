import { readFile } from 'node:fs/promises';
import AfinnSentiment from 'sentiment';
import { labelOf } from '../../../../interactions/sentiment/labelOf.ts';
import { scoreSentiment } from '../../../../interactions/sentiment/scoreSentiment.ts';
import { figuresOf } from './figuresOf.ts';
import { heldOutGerman } from './heldOut.de.ts';
import { heldOutEnglish } from './heldOut.en.ts';
import { labelledGerman } from './labelled.de.ts';
import { labelledEnglish } from './labelled.en.ts';
import type { LabelledSentence } from './labelledSentence.ts';
import { secondSetGerman } from './secondSet.de.ts';
import { secondSetEnglish } from './secondSet.en.ts';

const band = 0.05;
const ours = (locale: string) => (text: string) => scoreSentiment(text, band, locale)?.label ?? 'neutral';
const package_ = new AfinnSentiment();
function bare(text: string) {
  const { score, calculation } = package_.analyze(text);
  return labelOf(calculation.length === 0 ? 0 : score / calculation.length / 10, band);
}

const sets = [
  { name: 'English, held out', locale: 'en', sentences: heldOutEnglish, least: 0.91 },
  { name: 'German, held out', locale: 'de', sentences: heldOutGerman, least: 0.89 },
  { name: 'English, development, first set', locale: 'en', sentences: labelledEnglish, least: 0.97 },
  { name: 'English, development, second set', locale: 'en', sentences: secondSetEnglish, least: 0.97 },
  { name: 'German, development, first set', locale: 'de', sentences: labelledGerman, least: 0.97 },
  { name: 'German, development, second set', locale: 'de', sentences: secondSetGerman, least: 0.97 },
];

test.each(sets)(
  '$name: right often enough, and by 20 points more often than the bare package',
  ({ locale, sentences, least }) => {
    const mine = figuresOf(sentences, ours(locale));
    const theirs = figuresOf(sentences, bare);
    expect(mine.accuracy).toBeGreaterThanOrEqual(least);
    expect(mine.macroF1).toBeGreaterThanOrEqual(least);
    expect(mine.accuracy - theirs.accuracy).toBeGreaterThan(0.2);
    expect(mine.macroF1 - theirs.macroF1).toBeGreaterThan(0.2);
  },
);

/** Two people wrote the same; docs/sentiment.md has the figures without them. */
const writtenTwice = [
  { language: 'en', twice: ['no', 'ok', 'the second one', 'yes', '👍'] },
  { language: 'de', twice: ['Besser hätte es nicht laufen können', 'ja', 'nein'] },
];

test.each(writtenTwice)('no other sentence of $language stands in two sets', ({ language, twice }) => {
  const texts = sets
    .filter(({ locale }) => locale === language)
    .flatMap(({ sentences }) => sentences.map(({ text }) => text));
  expect(texts.filter((text, at) => texts.indexOf(text) !== at).sort()).toEqual(twice);
});

test('docs/sentiment.md shows the figures that this run has', async () => {
  const text = await readFile('docs/sentiment.md', 'utf8');
  for (const { name, locale, sentences } of sets)
    for (const line of tableOf(name, locale, sentences)) expect(text).toContain(line);
});

/** The lines of the table of one set: all of it, then each phenomenon. */
function tableOf(name: string, locale: string, all: LabelledSentence[]): string[] {
  const line = (title: string, sentences: LabelledSentence[]) => {
    const mine = figuresOf(sentences, ours(locale));
    const theirs = figuresOf(sentences, bare);
    const figures = [mine.accuracy, theirs.accuracy, mine.macroF1, theirs.macroF1];
    return `| ${title} | ${sentences.length} | ${figures.map((figure) => figure.toFixed(2)).join(' | ')} |`;
  };
  const phenomena = [...new Set(all.map(({ phenomenon }) => phenomenon))];
  return [
    line(`**${name}**`, all),
    ...phenomena.map((phenomenon) =>
      line(
        phenomenon,
        all.filter((sentence) => sentence.phenomenon === phenomenon),
      ),
    ),
  ];
}
