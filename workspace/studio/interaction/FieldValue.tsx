import type { ComponentChildren } from 'preact';
import type { InteractionHeader, PersonRef } from '../../../contracts/header.ts';
import { Badge } from '../../design/Badge.tsx';
import { DateTime } from '../../design/RelativeTime.tsx';
import { SentimentDot } from '../../design/SentimentDot.tsx';
import { StateBadge } from '../../design/StateBadge.tsx';
import { formatDuration } from '../../format/duration.ts';
import { useMessages } from '../../messages/language.ts';
import { formatRoute } from '../route.ts';
import { nameWithKind } from './nameWithKind.ts';

interface FieldValueProps {
  field: keyof InteractionHeader;
  /** A field that the reader may not see is absent. */
  header: Partial<InteractionHeader>;
}

/** A field of the header in words; a dash for what has no value, nothing for what may not be seen. */
export function FieldValue({ field, header }: FieldValueProps): ComponentChildren {
  const messages = useMessages();
  const nothing = <span class="muted">{messages.none}</span>;
  switch (field) {
    case 'state':
      return header.state && <StateBadge state={header.state} />;
    case 'stateReason':
      return header.stateReason ? messages.reasons[header.stateReason] : nothing;
    case 'waitingReason':
      return header.waitingReason ? messages.waitingReasons[header.waitingReason] : nothing;
    case 'owner':
      return header.owner && messages.owners[header.owner];
    case 'type':
      return header.type && messages.types[header.type];
    case 'direction':
      return header.direction && messages.directions[header.direction];
    case 'sentiment':
      return <SentimentDot sentiment={header.sentiment ?? null} word />;
    case 'resolution':
      return header.resolution ? messages.resolution[header.resolution] : nothing;
    case 'openedFor':
      return header.openedFor && <Person {...header.openedFor} />;
    case 'assignedTo':
    case 'queue':
      return header[field]?.name ?? nothing;
    case 'closedBy':
      return header.closedBy ? nameWithKind(header.closedBy, messages) : nothing;
    case 'openedAt':
    case 'closedAt':
    case 'updatedAt':
      return <DateTime at={header[field] ?? null} />;
    case 'agentAverageResponseTime':
    case 'waitTime':
    case 'queueTime':
    case 'duration':
    case 'wrapUpDuration': {
      const seconds = header[field];
      return seconds === null || seconds === undefined ? nothing : formatDuration(seconds);
    }
    case 'virtualAgent':
    case 'agentChat':
    case 'systemWrapUp':
      return header[field] === true ? messages.yes : messages.no;
    case 'number':
    case 'id':
      return <span class="mono">{header[field]}</span>;
    case 'tags':
      return header.tags?.length ? header.tags.map((tag) => <Badge key={tag}>{tag}</Badge>) : nothing;
    case 'topics':
      return header.topics?.length ? header.topics.join(', ') : nothing;
    case 'workNotes':
      return header.workNotes?.length ? header.workNotes.map((note) => <p key={note}>{note}</p>) : nothing;
    case 'clonedFrom':
      return header.clonedFrom ? (
        <a
          class="mono"
          href={formatRoute({ page: 'interaction', number: header.clonedFrom, tab: 'details' })}
        >
          {header.clonedFrom}
        </a>
      ) : (
        nothing
      );
    default: {
      const value = header[field];
      return value === null || value === undefined || value === '' ? nothing : String(value);
    }
  }
}

function Person({ name, email, guest }: PersonRef) {
  const messages = useMessages();
  return (
    <>
      {name} {guest === true && name !== messages.guest && <Badge>{messages.guest}</Badge>}
      {email !== undefined && <div class="muted">{email}</div>}
    </>
  );
}
