import type { Choice, PostedMessage } from '../../contracts/messages.ts';
import { AttachmentView } from './files/AttachmentView.tsx';
import { MessageCard } from './MessageCard.tsx';
import { MessageHtml } from './MessageHtml.tsx';
import { MessageLink } from './MessageLink.tsx';
import { Picture } from './Picture.tsx';

/** What a message shows: its text, and what its type adds. HTML is shown in place of its text. */
export function MessageContent({ message }: { message: PostedMessage }) {
  const said =
    message.type === 'html' ||
    (message.type === 'image' && message.text === message.alt) ||
    (message.type === 'file' && message.text === message.attachment.name);
  return (
    <>
      {said || message.text === '' ? null : <p class="msg-text">{message.text}</p>}
      <Extra message={message} />
    </>
  );
}

function Extra({ message }: { message: PostedMessage }) {
  switch (message.type) {
    case 'choices':
    case 'carousel':
      return <Choices choices={message.choices} />;
    case 'file':
      return <AttachmentView attachment={message.attachment} />;
    case 'image':
      return <Picture url={message.imageUrl} alt={message.alt} />;
    case 'link':
      return (
        <ul class="msg-links">
          {message.links.map(({ url, label }) => (
            <li key={url}>
              <MessageLink url={url}>{label}</MessageLink>
            </li>
          ))}
        </ul>
      );
    case 'video':
      return (
        <p>
          <MessageLink url={message.videoUrl}>{message.videoUrl}</MessageLink>
        </p>
      );
    case 'html':
      return <MessageHtml html={message.html} />;
    case 'card':
      return <MessageCard card={message.card} />;
    case 'table':
      return <Grid columns={message.columns} rows={message.rows} />;
    default:
      return null;
  }
}

/** What the requester could choose from; the agent only reads it. */
function Choices({ choices }: { choices: readonly Choice[] }) {
  return (
    <ul class="msg-choices">
      {choices.map(({ value, label, description, imageUrl, alt }) => (
        <li key={value} title={description}>
          {imageUrl !== undefined && <Picture url={imageUrl} alt={alt ?? ''} />}
          {label}
        </li>
      ))}
    </ul>
  );
}

function Grid({ columns, rows }: { columns: readonly string[]; rows: readonly string[][] }) {
  return (
    <div class="msg-grid">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => (
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
