import type { JSX } from 'preact';
import type { RecordCard } from '../../../../contracts/messages.ts';
import { useChat } from '../chatContext.ts';
import { Icon } from '../Icon.tsx';
import { Image } from './Image.tsx';
import { Links } from './Links.tsx';
import { OutLink } from './OutLink.tsx';
import { Video } from './Video.tsx';

/** A record, an incident for example, or what a topic has to show, as a card. */
export function Record({ card }: { card: RecordCard }): JSX.Element {
  const { settings, texts } = useChat();
  const { image, videoUrl, links = [] } = card;
  return (
    <article class={`card${image === undefined ? '' : ` with-${image.size}-image`}`}>
      {image === undefined ? null : <Image url={image.url} alt={image.alt} />}
      {card.number === '' ? null : <p class="card-number">{card.number}</p>}
      <p class="card-title">{card.title}</p>
      {card.subtitle === undefined ? null : <p class="hint">{card.subtitle}</p>}
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
      {videoUrl === undefined ? null : <Video url={videoUrl} label={card.title} />}
      {card.url === undefined ? null : (
        <OutLink class="card-link" url={card.url} origin={settings.origin}>
          {texts.openRecord} <span class="for-ears">{card.number || card.title}</span>
          <Icon name="away" />
        </OutLink>
      )}
      {links.length === 0 ? null : <Links links={links} />}
    </article>
  );
}
