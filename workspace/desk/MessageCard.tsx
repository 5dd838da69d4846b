import type { RecordCard } from '../../contracts/messages.ts';
import { useMessages } from '../messages/language.ts';
import { MessageLink } from './MessageLink.tsx';
import { Picture } from './Picture.tsx';

/** A record as a card, or a card of a topic's own, which has no table and no number. */
export function MessageCard({ card }: { card: RecordCard }) {
  const { tables } = useMessages();
  const { table, number, title, subtitle, fields, image, videoUrl, links = [], url } = card;
  const outward = [
    ...links,
    ...(videoUrl === undefined ? [] : [{ url: videoUrl, label: videoUrl }]),
    ...(url === undefined ? [] : [{ url, label: url }]),
  ];
  return (
    <div class="msg-card">
      {number !== '' && (
        <p class="msg-card-head">
          <span>{tables[table] ?? table}</span> <strong class="mono">{number}</strong>
        </p>
      )}
      {image !== undefined && <Picture url={image.url} alt={image.alt} />}
      <p>{title}</p>
      {subtitle !== undefined && <p class="muted small">{subtitle}</p>}
      <dl>
        {fields.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {outward.map((link) => (
        <p key={link.url}>
          <MessageLink url={link.url}>{link.label}</MessageLink>
        </p>
      ))}
    </div>
  );
}
