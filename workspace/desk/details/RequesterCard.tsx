import { readPerson } from '../../api/interactions.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Avatar } from '../../design/Avatar.tsx';
import { Badge } from '../../design/Badge.tsx';
import { useInboxTexts } from '../../messages/inbox.ts';
import { useLocale, useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import type { Conversation } from '../state/deskState.ts';

/** The fields of a user's record that say where to find somebody; others are in the record itself. */
const shownFields = ['department', 'location', 'manager'] as const;

/** Who asks: how to reach them, whether it is known that it is them, and what the page told of them. */
export function RequesterCard({ conversation }: { conversation: Conversation }) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const locale = useLocale();
  const texts = useInboxTexts().requester;
  const { header, context } = conversation;
  const { openedFor } = header;
  // A rule may hide whom interactions are for: then the header's own words have to do.
  const person = useLoaded(openedFor.id, (signal) => readPerson(session.api, openedFor.id, signal)).data;
  const fields = person?.user?.fields ?? {};
  const profile = person?.profiles.find(({ active }) => active);
  const verified = openedFor.guest !== true && (person?.user != null || profile?.verified === true);
  const phone = textOf(fields.phone) ?? textOf(context.phone);
  const language = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }).of(header.locale);
  return (
    <section class="requester" aria-labelledby="requester">
      <h2 class="list-title" id="requester">
        {messages.details.requester}
      </h2>
      <div class="requester-card">
        <Avatar name={openedFor.name} size="large" />
        <div>
          <strong>{openedFor.name}</strong>{' '}
          {openedFor.guest === true ? (
            <Badge title={texts.guestHint}>{messages.guest}</Badge>
          ) : (
            person !== null && (
              <Badge
                tone={verified ? 'ok' : 'plain'}
                {...(verified ? { icon: 'check' } : {})}
                title={texts.verifiedHint}
              >
                {verified ? texts.verified : texts.unverified}
              </Badge>
            )
          )}
          {openedFor.email !== undefined && (
            <p class="small">
              <a href={`mailto:${openedFor.email}`}>{openedFor.email}</a>
            </p>
          )}
          {phone !== null && (
            <p class="small">
              <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>
            </p>
          )}
        </div>
      </div>
      <dl class="pairs requester-facts">
        <Pair label={texts.language} value={language ?? header.locale} />
        {shownFields.map((name) => {
          const value = textOf(fields[name]);
          return value === null ? null : <Pair key={name} label={texts[name]} value={value} />;
        })}
        {header.contact !== null && <Pair label={texts.contact} value={header.contact} />}
      </dl>
      <PageContext context={context} />
    </section>
  );
}

/** What the page that the requester came from told: where they were, what they had in the basket … */
function PageContext({ context }: { context: Conversation['context'] }) {
  const texts = useInboxTexts().requester;
  const told = Object.entries(context).flatMap(([name, value]) => {
    const text = name === 'phone' ? null : textOf(value);
    return text === null ? [] : [{ name, text }];
  });
  if (told.length === 0) return null;
  return (
    <details class="requester-page">
      <summary>{texts.page}</summary>
      <dl class="pairs">
        {told.map(({ name, text }) => (
          <Pair key={name} label={name} value={text} />
        ))}
      </dl>
    </details>
  );
}

function Pair({ label, value }: { label: string; value: string }) {
  return (
    <div class="pair">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
