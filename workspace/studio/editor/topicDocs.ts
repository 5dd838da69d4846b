import type { Holds } from '../../../contracts/topic.ts';

/** A property of a topic or of an element, as the editor explains it. */
export interface FieldDoc {
  name: string;
  description: string;
  required: boolean;
  type: 'text' | 'number' | 'yes_no' | 'choice' | 'list' | 'map';
  /** What a text in it holds (contracts/topic/fields.ts). */
  holds?: Holds;
  /** The words that may stand in it. */
  values?: string[];
  /** What it is when it is left out. */
  initial?: string;
  /** The properties of the map in it, or of each map of the list in it. */
  fields?: FieldDoc[];
  list?: boolean;
  /** What stands under each key of a map with free keys. */
  each?: Omit<FieldDoc, 'name' | 'required'>;
}

export interface KindDoc {
  kind: string;
  group: 'inputs' | 'responses' | 'utilities';
  fields: FieldDoc[];
}

export interface TopicDocs {
  topic: FieldDoc[];
  kinds: KindDoc[];
}

/** What an element of this kind takes; nothing of a kind that is not known. */
export function fieldsOfKind(docs: TopicDocs, kind: string | null): FieldDoc[] {
  return docs.kinds.find((each) => each.kind === kind)?.fields ?? [];
}
