import type { TranscriptLine } from '../../contracts/header.ts';
import type { MessageBody, PostedMessage, RecordCard } from '../../contracts/messages.ts';
import type { Turn } from '../turn.ts';

export type TranscriptView = 'internal' | 'external';

/**
 * The transcript lines of one turn (domain D4). `internal`: everything, private notes and sentiment too.
 * `external`: what the requester and the agents said to each other; no Virtual Agent part, no notes.
 * `live` says whether a person had taken part when the turn happened.
 */
export function transcriptLines(turn: Turn, view: TranscriptView, live: boolean): TranscriptLine[] {
  return turn.messages
    .filter((message) => view === 'internal' || isExternal(message, live))
    .map((message) => lineOf(message, turn, view));
}

function isExternal(message: PostedMessage, live: boolean): boolean {
  if (message.private === true) return false;
  return message.from.kind === 'agent' || (live && message.from.kind === 'requester');
}

function lineOf(message: PostedMessage, turn: Turn, view: TranscriptView): TranscriptLine {
  const { seq, at, from, type } = message;
  const line: TranscriptLine = { seq, at, from, type, text: textOf(message) };
  if (message.private === true) line.private = true;
  if (view === 'internal' && turn.sentiment !== null && from.kind === 'requester') {
    const { normalized, label, decidedBy = [] } = turn.sentiment;
    line.sentiment = { score: normalized, label, decidedBy };
  }
  return line;
}

/** A message in words: what its card, choices or table say. */
export function textOf(message: MessageBody): string {
  switch (message.type) {
    case 'choices':
    case 'carousel':
      return [message.text, ...message.choices.map((choice) => `- ${choice.label}`)].join('\n');
    case 'card':
      return [
        message.text,
        ...cardHead(message.card),
        ...message.card.fields.map((field) => `${field.label}: ${field.value}`),
        ...(message.card.links ?? []).map((link) => `${link.label}: ${link.url}`),
      ].join('\n');
    case 'link':
      return [message.text, ...message.links.map((link) => `${link.label}: ${link.url}`)].join('\n');
    case 'table':
      return [message.text, message.columns.join(' | '), ...message.rows.map((row) => row.join(' | '))].join(
        '\n',
      );
    case 'image':
      return message.text === message.alt ? message.text : `${message.text}\n[${message.alt}]`;
    case 'file': {
      const { name } = message.attachment;
      return message.text === '' || message.text === name ? `[${name}]` : `${message.text}\n[${name}]`;
    }
    case 'video':
      return `${message.text}\n${message.videoUrl}`;
    default:
      return message.text;
  }
}

/** A card of the topic's own has no number. */
function cardHead({ number, title, subtitle, image }: RecordCard): string[] {
  const head = number === '' ? title : `${number}: ${title}`;
  return [head, subtitle, image === undefined ? undefined : `[${image.alt}]`].filter(
    (line) => line !== undefined,
  );
}

/** One line of the text transcript: time, who, words; how they sounded where the view has that (domain D4). */
export function transcriptText({ at, from, text, sentiment, ...line }: TranscriptLine): string {
  const mark = line.private === true ? '[PRIVATE] ' : '';
  const mood = sentiment === undefined || sentiment.label === 'neutral' ? '' : ` (${sentiment.label})`;
  return `[${at}] ${mark}${from.name}${mood}: ${text}`;
}

/** How long the internal transcript is as text after `turn`, when it was `before` characters long. */
export function transcriptLength(before: number, turn: Turn): number {
  let length = before;
  for (const line of transcriptLines(turn, 'internal', false))
    length += transcriptText(line).length + (length === 0 ? 0 : 1);
  return length;
}
