import type { InteractionLogEntry, TranscriptLine, TranscriptPart } from '../../contracts/header.ts';
import type { Page } from '../../contracts/http.ts';
import type { ConversationState } from '../conversationState.ts';
import { isUnseenEvent } from '../isUnseenEvent.ts';
import type { Turn } from '../turn.ts';
import type { Turns } from '../turns.store.ts';
import { interactionLog } from './interactionLog.ts';
import { type TranscriptView, transcriptLines, transcriptText } from './transcript.ts';
import { linesOfTurns, pageOfTurns, type TurnReading } from './turnPages.ts';

/** Characters of the internal text. */
const longestInline = 4_000;

/**
 * Whose transcript it is: the two views of domain D4, the internal one without how the words sounded, or what was said to
 * the requester, who does not read how they were judged.
 */
export type TranscriptReading = TranscriptView | 'unmeasured' | 'requester';

interface PageWish {
  limit: number;
  cursor?: string | undefined;
}

/** The whole transcript, line by line from the log: memory stays flat. */
export function transcriptOf(
  turns: Turns,
  interactionId: string,
  reading: TranscriptReading,
): AsyncGenerator<TranscriptLine> {
  return linesOfTurns(turns, interactionId, transcriptReading(reading));
}

/** @throws AppError `invalid` for an unreadable cursor. */
export function transcriptPage(
  turns: Turns,
  interactionId: string,
  reading: TranscriptReading,
  page: PageWish,
): Promise<Page<TranscriptLine>> {
  return pageOfTurns(turns, interactionId, transcriptReading(reading), page);
}

/** The interaction log (domain A1), without who looks on unless they are seen; numbers go on from page to page. @throws AppError `invalid` for an unreadable cursor. */
export function logPage(
  turns: Turns,
  interactionId: string,
  page: PageWish,
  seesUnseen: boolean,
): Promise<Page<InteractionLogEntry>> {
  return pageOfTurns(turns, interactionId, logReading(seesUnseen), page);
}

/** The transcript as the record carries it: inline up to 4,000 characters, else where its attachment is (domain A1). */
export async function transcriptOfRecord(
  turns: Turns,
  state: Pick<ConversationState, 'id' | 'header' | 'transcriptChars'>,
  reading: TranscriptReading,
): Promise<TranscriptPart> {
  if (hasTranscriptAttachment(state)) {
    const transcriptAttachment = `/api/v1/interactions/${state.header.number}/attachments/transcript`;
    return { transcript: null, transcriptAttachment };
  }
  const lines: string[] = [];
  for await (const line of transcriptOf(turns, state.id, reading)) lines.push(transcriptText(line));
  return { transcript: lines.join('\n'), transcriptAttachment: null };
}

/** domain A1: over 4,000 characters it is an attachment, also where it crosses that after the close. */
export function hasTranscriptAttachment({
  transcriptChars,
}: Pick<ConversationState, 'transcriptChars'>): boolean {
  return transcriptChars > longestInline;
}

/** Carries 1 while a person has the conversation or it waits for one: the external view begins there. */
function transcriptReading(reading: TranscriptReading): TurnReading<TranscriptLine> {
  return {
    lines(turn, live) {
      if (reading === 'internal' || reading === 'external') return transcriptLines(turn, reading, live === 1);
      return transcriptLines(turn, 'internal', false)
        .filter((line) => reading === 'unmeasured' || line.private !== true)
        .map(({ sentiment: _, ...line }) => line);
    },
    carry: (turn, live) => ownedByPerson(turn, live),
  };
}

function ownedByPerson(turn: Turn, before: number): number {
  let live = before;
  for (const event of turn.events)
    if (event.type === 'owner_changed') live = event.to === 'agent' || event.to === 'queue' ? 1 : 0;
  return live;
}

/** Carries how many entries came before. */
function logReading(seesUnseen: boolean): TurnReading<InteractionLogEntry> {
  return {
    lines: (turn, before) => interactionLog([seesUnseen ? turn : withoutUnseen(turn)], before),
    carry: (_turn, before, entries) => before + entries.length,
  };
}

/** domain D4: agents do not know of supervisors who look on. */
function withoutUnseen(turn: Turn): Turn {
  return { ...turn, events: turn.events.filter((event) => !isUnseenEvent(event)) };
}
