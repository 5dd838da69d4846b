import type { ComponentChildren } from 'preact';
import type { InteractionRecord } from '../../api/interactions.ts';
import { Badge } from '../../design/Badge.tsx';
import { DateTime } from '../../design/RelativeTime.tsx';
import { SentimentDot } from '../../design/SentimentDot.tsx';
import { StateBadge } from '../../design/StateBadge.tsx';
import { formatDuration } from '../../format/duration.ts';
import type { Messages } from '../../messages/en.ts';
import { useMessages } from '../../messages/language.ts';
import { formatRoute } from '../route.ts';
import { nameWithKind } from './nameWithKind.ts';

type Field = keyof Messages['fields'];
type Group = keyof Messages['detail']['groups'];

/** Every field of the header (protocol §4), in the order in which one asks. */
export function DetailsTab({ record }: { record: InteractionRecord }) {
  const messages = useMessages();
  return (
    <div class="field-groups">
      {groups.map(({ group, fields }) => (
        <section key={group} class="card field-group" aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`}>{messages.detail.groups[group]}</h2>
          <dl class="pairs">
            {fields.map((field) => (
              <div class="pair" key={field}>
                <dt>{messages.fields[field]}</dt>
                <dd>{show(field, record, messages)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

const groups: readonly { group: Group; fields: readonly Field[] }[] = [
  {
    group: 'what',
    fields: [
      'number',
      'shortDescription',
      'state',
      'stateReason',
      'waitingReason',
      'dashboardMessage',
      'resolution',
      'disposition',
      'tags',
      'topics',
      'workNotes',
    ],
  },
  {
    group: 'who',
    fields: [
      'openedFor',
      'account',
      'contact',
      'consumer',
      'channelUserProfile',
      'assignedTo',
      'queue',
      'owner',
      'closedBy',
      'completedBy',
    ],
  },
  {
    group: 'when',
    fields: [
      'openedAt',
      'updatedAt',
      'closedAt',
      'duration',
      'waitTime',
      'queueTime',
      'agentAverageResponseTime',
      'wrapUpDuration',
      'systemWrapUp',
    ],
  },
  {
    group: 'how',
    fields: [
      'virtualAgent',
      'agentChat',
      'sentiment',
      'sentimentNormalized',
      'messageCount',
      'type',
      'subtype',
      'direction',
      'channel',
      'locale',
    ],
  },
  {
    group: 'record',
    fields: [
      'id',
      'endState',
      'closeRule',
      'application',
      'domain',
      'clonedFrom',
      'transcript',
      'transcriptAttachment',
      'lastSeq',
    ],
  },
];

function show(field: Field, record: InteractionRecord, messages: Messages): ComponentChildren {
  const nothing = <span class="muted">{messages.none}</span>;
  const { tabs } = messages.detail;
  switch (field) {
    case 'state':
      return <StateBadge state={record.state} />;
    case 'stateReason':
      return record.stateReason === null ? nothing : messages.reasons[record.stateReason];
    case 'waitingReason':
      return record.waitingReason === null ? nothing : messages.waitingReasons[record.waitingReason];
    case 'owner':
      return messages.owners[record.owner];
    case 'type':
      return messages.types[record.type];
    case 'direction':
      return messages.directions[record.direction];
    case 'sentiment':
      return <SentimentDot sentiment={record.sentiment} word />;
    case 'resolution':
      return record.resolution === null ? nothing : messages.resolution[record.resolution];
    case 'openedFor':
      return <Person {...record.openedFor} guestLabel={messages.guest} />;
    case 'assignedTo':
    case 'queue':
      return record[field]?.name ?? nothing;
    case 'closedBy':
      return record.closedBy === null ? nothing : nameWithKind(record.closedBy, messages);
    case 'openedAt':
    case 'closedAt':
    case 'updatedAt':
      return <DateTime at={record[field]} />;
    case 'agentAverageResponseTime':
    case 'waitTime':
    case 'queueTime':
    case 'duration':
    case 'wrapUpDuration':
      return record[field] === null ? nothing : formatDuration(record[field]);
    case 'virtualAgent':
    case 'agentChat':
    case 'systemWrapUp':
      return record[field] ? messages.yes : messages.no;
    case 'number':
    case 'id':
      return <span class="mono">{record[field]}</span>;
    case 'tags':
      return record.tags.length === 0 ? nothing : record.tags.map((tag) => <Badge key={tag}>{tag}</Badge>);
    case 'topics':
      return record.topics.length === 0 ? nothing : record.topics.join(', ');
    case 'workNotes':
      return record.workNotes.length === 0
        ? nothing
        : record.workNotes.map((note) => <p key={note}>{note}</p>);
    case 'transcript':
      return record.transcript === null ? (
        nothing
      ) : (
        <a href={formatRoute({ page: 'interaction', number: record.number, tab: 'transcript' })}>
          {tabs.transcript}
        </a>
      );
    default: {
      const value = record[field];
      return value === null || value === '' ? nothing : String(value);
    }
  }
}

function Person({
  name,
  email,
  guest,
  guestLabel,
}: {
  name: string;
  email?: string;
  guest?: boolean;
  guestLabel: string;
}) {
  return (
    <>
      {name} {guest === true && name !== guestLabel && <Badge>{guestLabel}</Badge>}
      {email !== undefined && <div class="muted">{email}</div>}
    </>
  );
}
