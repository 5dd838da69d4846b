import type { InteractionLogEntry, TranscriptLine } from '../contracts/header.ts';
import { interactionLog } from './interactionLog.ts';
import { type TranscriptView, transcriptLines, transcriptText } from './transcript.ts';
import type { Turn } from './turn.ts';
import type { Turns } from './turns.store.ts';

/** domain A1: over this many characters a transcript becomes an attachment. */
const longestInline = 4_000;

/** The transcript of a conversation, read from the log in batches. */
export async function readTranscript(
  turns: Turns,
  interactionId: string,
  view: TranscriptView,
): Promise<TranscriptLine[]> {
  const lines: TranscriptLine[] = [];
  let live = false;
  for await (const turn of turns.all(interactionId)) {
    lines.push(...transcriptLines(turn, view, live));
    live = ownedByPerson(turn, live);
  }
  return lines;
}

function ownedByPerson(turn: Turn, live: boolean): boolean {
  let now = live;
  for (const event of turn.events)
    if (event.type === 'owner_changed') now = event.to === 'agent' || event.to === 'queue';
  return now;
}

/** The interaction log of a conversation (domain A1). */
export async function readLog(turns: Turns, interactionId: string): Promise<InteractionLogEntry[]> {
  const all: Turn[] = [];
  for await (const turn of turns.all(interactionId)) all.push({ ...turn, messages: [], dialog: undefined });
  return interactionLog(all);
}

/** The transcript as the record carries it: inline up to 4,000 characters, else the name of its attachment (domain A1). */
export async function transcriptOfRecord(turns: Turns, interactionId: string, number: string) {
  const text = (await readTranscript(turns, interactionId, 'internal')).map(transcriptText).join('\n');
  return text.length <= longestInline
    ? { transcript: text, transcriptAttachment: null }
    : { transcript: null, transcriptAttachment: `/api/v1/interactions/${number}/transcript?format=text` };
}
