export function trainNlpjs(texts: readonly { text: string; topic: string }[]): Promise<{
  modelBytes: number;
  classify(text: string): Promise<{ found: string | null; score: number }>;
}>;
