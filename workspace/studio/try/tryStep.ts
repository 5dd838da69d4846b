/** Something that the tester does, as a dialogue step is written (contracts/topic/dialogues.ts). */
export type TryStep =
  | { says: string }
  | { picks: string | string[] }
  | { uploads: { name: string; type: string; size: number } }
  | { after: string };
