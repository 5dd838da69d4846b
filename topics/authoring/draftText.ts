import { isMap } from 'yaml';
import { z } from 'zod';
import { readYaml } from '../validation/readYaml.ts';

/** Long texts keep their lines. */
const asWritten = { lineWidth: 0 } as const;

const readable = z.object({
  name: z.string().catch(''),
  title: z.string().catch(''),
  description: z.string().catch(''),
  type: z.enum(['topic', 'block', 'setup', 'small_talk']).catch('topic'),
  role: z.string().nullable().catch(null),
  category: z.string().nullable().catch(null),
});
type ReadableTopic = z.infer<typeof readable>;

/** What can be read of a text that need not be a good topic yet. */
export function readLoosely(yaml: string): ReadableTopic {
  const read = readYaml(yaml);
  return readable.safeParse(read.ok ? read.data : {}).data ?? readable.parse({});
}

/** The text under another name and title, with its comments; null when it cannot be read. */
export function renameTopic(yaml: string, name: string, title: string): string | null {
  return change(yaml, [
    [['name'], name],
    [['title'], title],
  ]);
}

/** The text with these translations set, with its comments; an empty one is taken away. Null when it cannot be read. */
export function setTranslations(
  yaml: string,
  language: string,
  texts: Readonly<Record<string, string | string[]>>,
): string | null {
  return change(
    yaml,
    Object.entries(texts).map(([key, text]) => [
      ['translations', language, key],
      text === '' ? undefined : text,
    ]),
  );
}

function change(yaml: string, values: [path: string[], value: unknown][]): string | null {
  const read = readYaml(yaml);
  if (!read.ok || !isMap(read.document.contents)) return null;
  const { document } = read;
  for (const [path, value] of values) {
    if (value === undefined) document.deleteIn(path);
    // A text takes the place of the old one within its node, so that the comment beside it stays.
    else document.setIn(path, typeof value === 'string' ? value : document.createNode(value));
  }
  return document.toString(asWritten);
}
