import type { JSX } from 'preact';
import type { MessageBody } from '../../../../contracts/messages.ts';
import type { Row } from '../../conversation/timeline.ts';
import { useChat } from '../chatContext.ts';
import { Carousel } from './Carousel.tsx';
import { Choices } from './Choices.tsx';
import { DatePicker } from './DatePicker.tsx';
import { FileDownload } from './FileDownload.tsx';
import { Image } from './Image.tsx';
import { Links } from './Links.tsx';
import { PlainText } from './PlainText.tsx';
import { Record } from './Record.tsx';
import { RichText } from './RichText.tsx';
import { Table } from './Table.tsx';
import { UploadPrompt } from './UploadPrompt.tsx';
import type { Question } from './usePicks.ts';
import { Video } from './Video.tsx';

/** The text of a message in its bubble, and below it what its type adds. */
export function MessageContent({ row }: { row: Extract<Row, { kind: 'message' }> }): JSX.Element {
  const { formats } = useChat();
  const { message } = row;
  const silent =
    message.type === 'html' ||
    message.text === '' ||
    // What a picture or a file says is said by it.
    (message.type === 'image' && message.text === message.alt) ||
    (message.type === 'file' && message.text === message.attachment.name);
  // The log has a picked date as it was sent.
  const text =
    message.type === 'text' && message.value === message.text ? formats.picked(message.text) : message.text;
  return (
    <>
      {silent ? null : (
        <div class="bubble-text">
          <PlainText text={text} />
        </div>
      )}
      <Extra row={row} />
    </>
  );
}

function Extra({ row: { message, answer } }: { row: Extract<Row, { kind: 'message' }> }): JSX.Element | null {
  const { conversation } = useChat();
  const open = answer === undefined && !conversation.ended.value;
  const chosen = answer ?? [];
  switch (message.type) {
    case 'choices':
      return (
        <>
          {message.upload !== undefined && open ? <UploadPrompt wish={message.upload} /> : null}
          <Choices question={questionOf(message, open, chosen)} />
        </>
      );
    case 'date':
      return open ? (
        <DatePicker label={message.text} mode={message.mode} min={message.min} max={message.max} />
      ) : null;
    case 'carousel':
      return <Carousel question={questionOf(message, open, chosen)} />;
    case 'card':
      return <Record card={message.card} />;
    case 'link':
      return <Links links={message.links} />;
    case 'image':
      return <Image url={message.imageUrl} alt={message.alt} />;
    case 'table':
      return <Table label={message.text} columns={message.columns} rows={message.rows} />;
    case 'file':
      return <FileDownload attachment={message.attachment} />;
    case 'video':
      return <Video url={message.videoUrl} label={message.text} />;
    case 'html':
      return <RichText html={message.html} text={message.text} />;
    default:
      return message.upload !== undefined && open ? <UploadPrompt wish={message.upload} /> : null;
  }
}

function questionOf(
  { text, choices, multiple, min, max }: Extract<MessageBody, { type: 'choices' | 'carousel' }>,
  open: boolean,
  chosen: string[],
): Question {
  return { label: text, choices, multiple: multiple === true, min, max, open, chosen };
}
