import type { Choice, PostedMessage, RecordCard } from '../../contracts/messages.ts';
import { Icon } from '../design/Icon.tsx';
import { formatFileSize } from '../format/fileSize.ts';
import { safeUrl } from '../format/safeUrl.ts';
import { useLocale, useMessages } from '../messages/language.ts';

/**
 * What a message shows beside its text. All of it is text to the browser: HTML messages too are shown as their
 * `text`, and links go out only with a harmless scheme.
 */
export function MessageContent({ message }: { message: PostedMessage }) {
  const text = message.text === '' ? null : <p class="msg-text">{message.text}</p>;
  return (
    <>
      {text}
      <Extra message={message} />
    </>
  );
}

function Extra({ message }: { message: PostedMessage }) {
  const locale = useLocale();
  switch (message.type) {
    case 'choices':
    case 'carousel':
      return <Choices choices={message.choices} />;
    case 'file':
      return (
        <p class="msg-file">
          <Icon name="file" />
          <span>
            {message.attachment.name}{' '}
            <span class="muted">{formatFileSize(message.attachment.size, locale)}</span>
          </span>
        </p>
      );
    case 'image':
      return <Picture url={message.imageUrl} alt={message.alt} />;
    case 'link':
      return (
        <ul class="msg-links">
          {message.links.map(({ url, label }) => (
            <li key={url}>
              <Link url={url} label={label} />
            </li>
          ))}
        </ul>
      );
    case 'video':
      return <Link url={message.videoUrl} label={message.videoUrl} />;
    case 'card':
      return <Card card={message.card} />;
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
      {choices.map(({ value, label, description }) => (
        <li key={value} title={description}>
          {label}
        </li>
      ))}
    </ul>
  );
}

function Picture({ url, alt }: { url: string; alt: string }) {
  const source = safeUrl(url, location.href);
  return source === null ? <p>{alt}</p> : <img class="msg-image" src={source} alt={alt} loading="lazy" />;
}

function Link({ url, label }: { url: string; label: string }) {
  const target = safeUrl(url, location.href);
  if (target === null) return <span>{label}</span>;
  return (
    <a href={target} target="_blank" rel="noopener noreferrer">
      {label}
    </a>
  );
}

function Card({ card }: { card: RecordCard }) {
  const { tables } = useMessages();
  return (
    <div class="msg-card">
      <p class="msg-card-head">
        <span>{tables[card.table] ?? card.table}</span> <strong class="mono">{card.number}</strong>
      </p>
      <p>{card.title}</p>
      <dl>
        {card.fields.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
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
          {rows.map((row) => (
            <tr key={row.join('\u0000')}>
              {row.map((cell, index) => (
                <td key={columns[index] ?? cell}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
