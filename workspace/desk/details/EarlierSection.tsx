import type { InteractionHeader } from '../../../contracts/header.ts';
import { listOfPerson, type ShownHeader } from '../../api/interactions.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { RelativeTime } from '../../design/RelativeTime.tsx';
import { StateBadge } from '../../design/StateBadge.tsx';
import { useInboxTexts } from '../../messages/inbox.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';

interface EarlierSectionProps {
  header: InteractionHeader;
  onOpen: (header: ShownHeader) => void;
}

/** What this person asked before: the newest 25 (domain D4). */
export function EarlierSection({ header, onOpen }: EarlierSectionProps) {
  const { session } = useWorkspace();
  const texts = useInboxTexts().earlier;
  const { id } = header.openedFor;
  const { data, failure, reload } = useLoaded(id, (signal) => listOfPerson(session.api, id, null, signal));
  const earlier = data?.items.filter(({ number }) => number !== header.number);
  return (
    <section aria-labelledby="earlier">
      <h2 class="list-title" id="earlier">
        {texts.title}
        {earlier !== undefined && earlier.length > 0 && (
          <span class="count">
            {earlier.length}
            {data?.nextCursor === null ? '' : '+'}
          </span>
        )}
      </h2>
      {failure !== null ? (
        <LoadFailed why={texts.failed} onRetry={reload} />
      ) : earlier === undefined ? (
        <Loading />
      ) : earlier.length === 0 ? (
        <p class="list-empty">{texts.none}</p>
      ) : (
        <ul class="cards cards-tight">
          {earlier.map((one) => (
            <li key={one.number}>
              <Earlier header={one} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Earlier({ header, onOpen }: { header: ShownHeader; onOpen: (header: ShownHeader) => void }) {
  const messages = useMessages();
  const texts = useInboxTexts().earlier;
  const { number, state, stateReason, assignedTo, openedAt } = header;
  const about = header.shortDescription || messages.untitled;
  return (
    <button type="button" class="earlier" id={earlierButtonId(number)} onClick={() => onOpen(header)}>
      <span class="earlier-text">{about}</span>
      <span class="earlier-line">
        {state !== undefined && <StateBadge state={state} />}
        {stateReason != null && <span class="small muted">{messages.reasons[stateReason]}</span>}
      </span>
      <span class="earlier-line small muted">
        <span class="mono">{number}</span>
        {assignedTo != null && <span>{texts.by(assignedTo.name)}</span>}
        <RelativeTime at={openedAt ?? null} />
      </span>
    </button>
  );
}

/** Where the focus goes back to when the earlier interaction is closed. */
export function earlierButtonId(number: string): string {
  return `earlier-${number}`;
}
