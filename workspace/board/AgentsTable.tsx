import { useState } from 'preact/hooks';
import type { Board, BoardConversation } from '../../contracts/handoff.ts';
import { Avatar } from '../design/Avatar.tsx';
import { Badge } from '../design/Badge.tsx';
import { Button } from '../design/Button.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Table } from '../design/Table.tsx';
import { PresenceDot } from '../desk/PresenceDot.tsx';
import { deskHash } from '../desk/state/route.ts';
import { usePresenceWords } from '../desk/usePresenceWords.ts';
import { useBoardTexts } from '../messages/board.ts';
import { useMessages } from '../messages/language.ts';
import { useSignedIn } from '../shell/workspace.ts';
import type { Joining } from './JoinDialog.tsx';
import { RequesterCell } from './RequesterCell.tsx';
import { Since } from './Since.tsx';

type Row = Board['agents'][number];

/** Who is here, since when and why not, and what they hold. */
export function AgentsTable({
  agents,
  onJoin,
}: Pick<Board, 'agents'> & { onJoin: (joining: Joining) => void }) {
  const { agents: texts } = useBoardTexts();
  const { user } = useSignedIn();
  const [wanted, setWanted] = useState('');
  if (agents.length === 0) {
    return (
      <div class="card">
        <EmptyState small icon="people" title={texts.none} text={texts.noneHint} />
      </div>
    );
  }
  const found = agents.filter((row) => fits(row, wanted.trim().toLowerCase()));
  return (
    <>
      <input
        class="input live-find"
        type="search"
        aria-label={texts.find}
        placeholder={texts.find}
        value={wanted}
        onInput={({ currentTarget }) => setWanted(currentTarget.value)}
      />
      {found.length === 0 ? (
        <p class="muted">{texts.noMatch}</p>
      ) : (
        <Table
          caption={texts.caption}
          rows={found}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'name',
              title: texts.name,
              width: '28%',
              cell: ({ id, name }) => (
                <span class="live-line">
                  <Avatar name={name} size="small" />
                  <strong class="live-cut">{name}</strong>
                  {id === user.id && <span class="muted small">({texts.you})</span>}
                </span>
              ),
            },
            { key: 'presence', title: texts.presence, width: '16%', cell: (row) => <Presence row={row} /> },
            { key: 'load', title: texts.load, width: '112px', cell: (row) => <Load row={row} /> },
            {
              key: 'conversations',
              title: texts.conversations,
              cell: (row) => <Conversations row={row} mine={row.id === user.id} onJoin={onJoin} />,
            },
          ]}
        />
      )}
    </>
  );
}

function fits({ name, conversations }: Row, wanted: string): boolean {
  const names = [name, ...conversations.flatMap(({ openedFor, interaction }) => [openedFor, interaction])];
  return names.some((each) => each.toLowerCase().includes(wanted));
}

function Presence({ row: { presence, reason, since, connected } }: { row: Row }) {
  const { agents: texts } = useBoardTexts();
  const { nameOf, reasonOf } = usePresenceWords();
  return (
    <span class="live-who">
      <span class="live-line">
        <PresenceDot state={presence} />
        <span class="live-cut">{nameOf(presence)}</span>
      </span>
      {reason !== null && <span class="small">{reasonOf(reason)}</span>}
      {connected ? (
        <span class="small muted">
          <Since at={since} />
        </span>
      ) : (
        <Badge tone="warn">{texts.gone}</Badge>
      )}
    </span>
  );
}

function Load({ row: { used, capacity } }: { row: Row }) {
  const { agents: texts } = useBoardTexts();
  if (capacity === null) return <span class="live-time">{used}</span>;
  return (
    <span class="live-load">
      <span class="live-time">{texts.loadOf(used, capacity)}</span>
      <span class="live-meter" aria-hidden="true">
        <i style={{ width: `${Math.min(100, (100 * used) / Math.max(1, capacity))}%` }} />
      </span>
    </span>
  );
}

interface ConversationsProps {
  row: Row;
  mine: boolean;
  onJoin: (joining: Joining) => void;
}

function Conversations({ row: { name: agent, conversations }, mine, onJoin }: ConversationsProps) {
  const { agents: texts } = useBoardTexts();
  if (conversations.length === 0) return <span class="muted">{texts.idle}</span>;
  return (
    <ul class="live-held">
      {conversations.map((conversation) => (
        <li key={conversation.interaction}>
          <RequesterCell {...conversation} />
          <Standing conversation={conversation} />
          {mine ? (
            <a
              class="btn btn-secondary btn-small"
              href={deskHash(conversation.interaction)}
              aria-label={texts.openOf(conversation.openedFor)}
            >
              {texts.open}
            </a>
          ) : (
            <Button
              small
              aria-label={texts.joinOf(conversation.openedFor || conversation.interaction, agent)}
              onClick={() => onJoin({ agent, conversation })}
            >
              {texts.join}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Standing({ conversation: { state, since, help } }: { conversation: BoardConversation }) {
  const { help: texts } = useBoardTexts();
  const messages = useMessages();
  return (
    <span class="live-standing small muted">
      {help !== null && (
        <Badge tone="orange" icon="flag">
          {texts.flag}
        </Badge>
      )}
      {state === 'on_hold' || state === 'wrap_up' ? <Badge>{messages.states[state]}</Badge> : null}
      <Since at={since} />
    </span>
  );
}
