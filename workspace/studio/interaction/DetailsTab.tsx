import { useState } from 'preact/hooks';
import type { InteractionRecord } from '../../api/interactions.ts';
import type { Messages } from '../../messages/en.ts';
import { useMessages } from '../../messages/language.ts';
import { useRecordTexts } from '../../messages/record.ts';
import type { StudioTexts } from '../../messages/studio.en.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { formatRoute } from '../route.ts';
import { FieldValue } from './FieldValue.tsx';

type Field = keyof Messages['fields'];
type Group = keyof StudioTexts['detail']['groups'];

/** Numbers say what they measure without being asked. */
const measured: readonly Field[] = [
  'duration',
  'waitTime',
  'queueTime',
  'agentAverageResponseTime',
  'wrapUpDuration',
  'sentimentNormalized',
];

/** Every field of the header (protocol §4), in the order in which one asks, with its definition. */
export function DetailsTab({ record }: { record: InteractionRecord }) {
  const messages = useMessages();
  const texts = useStudioTexts();
  const { details, definitions } = useRecordTexts();
  const [all, setAll] = useState(false);
  return (
    <>
      <div class="tab-tools">
        <span class="bar-space" />
        <label class="check">
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
          {details.showDefinitions}
        </label>
      </div>
      <div class="field-groups">
        {groups.map(({ group, fields }) => (
          <section key={group} class="card field-group" aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{texts.detail.groups[group]}</h2>
            <dl class="pairs">
              {fields
                .filter((field) => record[field] !== undefined)
                .map((field) => (
                  <div class="pair" key={field}>
                    <dt>
                      {messages.fields[field]}
                      {(all || measured.includes(field)) && <p class="definition">{definitions[field]}</p>}
                    </dt>
                    <dd>
                      {field === 'transcript' || field === 'transcriptAttachment' ? (
                        <TranscriptLink record={record} field={field} />
                      ) : (
                        <FieldValue field={field} header={record} />
                      )}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  );
}

/** The transcript has a tab of its own; here stands whether it is part of the record or an attachment. */
function TranscriptLink(props: { record: InteractionRecord; field: 'transcript' | 'transcriptAttachment' }) {
  const { record, field } = props;
  const messages = useMessages();
  const texts = useStudioTexts();
  if (record[field] === null) return <span class="muted">{messages.none}</span>;
  return (
    <a href={formatRoute({ page: 'interaction', number: record.number, tab: 'transcript' })}>
      {texts.detail.tabs.transcript}
    </a>
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
