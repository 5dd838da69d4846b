/** A plain multinomial Bayes over words with add-one smoothing: what everything else should beat. */
export function trainBayes(texts: readonly { text: string; topic: string }[]) {
  const topics = [...new Set(texts.map(({ topic }) => topic))];
  const places = new Map(topics.map((topic, place) => [topic, place]));
  const counts = new Map<string, Float64Array>();
  const words = new Float64Array(topics.length);
  const sizes = new Float64Array(topics.length);
  for (const { text, topic } of texts) {
    const place = places.get(topic) ?? 0;
    sizes[place]! += 1;
    for (const word of wordsOf(text)) {
      const row = counts.get(word) ?? new Float64Array(topics.length);
      row[place]! += 1;
      words[place]! += 1;
      counts.set(word, row);
    }
  }
  return {
    modelBytes: JSON.stringify([...counts].map(([word, row]) => [word, [...row]])).length,
    classify(text: string): { found: string | null; score: number } {
      const logs = Array.from(sizes, (size) => Math.log(size / texts.length));
      for (const word of wordsOf(text)) {
        const row = counts.get(word);
        if (row === undefined) continue;
        for (let place = 0; place < topics.length; place += 1)
          logs[place]! += Math.log((row[place]! + 1) / (words[place]! + counts.size));
      }
      const most = Math.max(...logs);
      const sum = logs.reduce((total, log) => total + Math.exp(log - most), 0);
      return { found: topics[logs.indexOf(most)] ?? null, score: 1 / sum };
    },
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9']+/g) ?? [];
}
