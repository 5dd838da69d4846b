import type { JSX } from 'preact';
import type { RecordCard } from '../../../../contracts/messages.ts';
import { useChat } from '../chatContext.ts';
import { Icon } from '../Icon.tsx';
import { OutLink } from './OutLink.tsx';

/** A record, an incident for example, as a card. */
export function Record({ card }: { card: RecordCard }): JSX.Element {
  const { settings, texts } = useChat();
  return (
    <article class="card">
      <p class="card-number">{card.number}</p>
      <p class="card-title">{card.title}</p>
      {card.fields.length === 0 ? null : (
        <dl>
          {card.fields.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {card.url === undefined ? null : (
        <OutLink class="card-link" url={card.url} origin={settings.origin}>
          {texts.openRecord} <span class="for-ears">{card.number}</span>
          <Icon name="away" />
        </OutLink>
      )}
    </article>
  );
}
