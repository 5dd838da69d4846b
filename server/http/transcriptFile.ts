import { Readable } from 'node:stream';
import { type TranscriptReading, transcriptOf } from '../../interactions/reading/readRecord.ts';
import { transcriptText } from '../../interactions/reading/transcript.ts';
import type { Turns } from '../../interactions/turns.store.ts';
import type { Answer } from './route.ts';

interface Wanted {
  id: string;
  /** The interaction's number: what the file is called by. */
  number: string;
  reading: TranscriptReading;
}

/** The whole transcript as a file to be saved, made from the log while it is sent (docs/adr/0009). */
export function transcriptFile(
  turns: Turns,
  { id, number, reading }: Wanted,
  format: 'json' | 'text',
): Answer {
  return {
    body: Readable.from(format === 'json' ? json(turns, id, reading) : textTranscript(turns, id, reading)),
    type: format === 'json' ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
    headers: {
      'Content-Disposition': `attachment; filename="${transcriptName(number, reading, format)}"`,
      'X-Content-Type-Options': 'nosniff',
    },
  };
}

export function transcriptName(number: string, reading: TranscriptReading, format: 'json' | 'text'): string {
  return `${number}-transcript${reading === 'external' ? '-external' : ''}.${format === 'json' ? 'json' : 'txt'}`;
}

export async function* textTranscript(
  turns: Turns,
  id: string,
  reading: TranscriptReading,
): AsyncGenerator<string> {
  for await (const line of transcriptOf(turns, id, reading)) yield `${transcriptText(line)}\n`;
}

async function* json(turns: Turns, id: string, reading: TranscriptReading): AsyncGenerator<string> {
  let before = '{"items":[';
  for await (const line of transcriptOf(turns, id, reading)) {
    yield `${before}\n${JSON.stringify(line)}`;
    before = ',';
  }
  yield before === ',' ? '\n],"nextCursor":null}\n' : `${before}],"nextCursor":null}\n`;
}
