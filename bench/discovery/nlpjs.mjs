import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';

/** nlp.js out of the box. It is installed beside this file, not with the product. */
export async function trainNlpjs(texts) {
  const load = createRequire(path.join(process.cwd(), 'bench/discovery/package.json'));
  const { dockStart } = load('@nlpjs/basic');
  const dock = await dockStart({
    settings: { nlp: { forceNER: false, autoSave: false, languages: ['en'] } },
    use: ['Basic'],
  });
  const nlp = dock.get('nlp');
  nlp.addLanguage('en');
  for (const { text, topic } of texts) nlp.addDocument('en', text, topic);
  await nlp.train();
  return {
    modelBytes: Buffer.byteLength(nlp.export(true)),
    async classify(text) {
      const [best] = (await nlp.process('en', text)).classifications;
      return best === undefined || best.intent === 'None'
        ? { found: null, score: 0 }
        : { found: best.intent, score: best.score };
    },
  };
}
