import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type TopicDefinition, topicSchema } from '../../contracts/topic.ts';
import { createRandom } from '../../topics/discovery/softmax.ts';

const queries = z.array(z.tuple([z.string(), z.string()]));
const fileSchema = z.object({
  train: queries,
  val: queries,
  test: queries,
  oos_val: queries,
  oos_test: queries,
});

/** A query and its topic; null: no topic is about it. */
export interface Query {
  text: string;
  topic: string | null;
}

export interface Clinc150 {
  /** Each intent as a topic with this many utterances, always the same ones. */
  topics(utterances: number): TopicDefinition[];
  /** For choosing a threshold. */
  validation: Query[];
  test: Query[];
}

const seed = 20_191;

/** Reads `data_full.json`. Its out-of-scope training queries are left alone: authors have none. */
export function readClinc150(file: string): Clinc150 {
  const data = fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const intents = [...new Set(data.train.map(([, intent]) => intent))].sort();
  const scoped = (inside: z.infer<typeof queries>, outside: z.infer<typeof queries>): Query[] => [
    ...inside.map(([text, topic]) => ({ text, topic })),
    ...outside.map(([text]) => ({ text, topic: null })),
  ];
  return {
    topics(utterances) {
      const random = createRandom(seed);
      return intents.map((intent) => {
        const all = data.train.flatMap(([text, own]) => (own === intent ? [text] : []));
        const drawn = all.map((text) => ({ text, order: random() })).sort((a, b) => a.order - b.order);
        const title = intent.replaceAll('_', ' ');
        return topicSchema.parse({
          name: /^[a-z]/.test(intent) ? intent : `topic_${intent}`,
          title: title.charAt(0).toUpperCase() + title.slice(1),
          utterances: { en: drawn.slice(0, utterances).map(({ text }) => text) },
          elements: [{ id: 'done', kind: 'end' }],
        });
      });
    },
    validation: scoped(data.val, data.oos_val),
    test: scoped(data.test, data.oos_test),
  };
}
