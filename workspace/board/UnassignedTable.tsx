import type { Board } from '../../contracts/handoff.ts';
import { Badge } from '../design/Badge.tsx';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { Table } from '../design/Table.tsx';
import { useDesk } from '../desk/deskContext.ts';
import { deskHash } from '../desk/state/route.ts';
import { useBoardTexts } from '../messages/board.ts';
import { useMessages } from '../messages/language.ts';
import { useRouterTexts } from '../messages/router.ts';
import { useAct } from '../shell/useAct.ts';
import { useSignedIn, useWorkspace } from '../shell/workspace.ts';
import { mayUse } from '../signIn/mayUse.ts';
import { RequesterCell } from './RequesterCell.tsx';
import { Since } from './Since.tsx';

type Row = Board['unassigned'][number];

/** What nobody has: how long already, why, and a way to take it. */
export function UnassignedTable({ queues, unassigned }: Pick<Board, 'queues' | 'unassigned'>) {
  const { unassigned: texts } = useBoardTexts();
  const messages = useMessages();
  const { toasts, window } = useWorkspace();
  const desk = useDesk();
  const { busy, run } = useAct();
  const claim = async (interaction: string, name: string) => {
    await desk.claim(interaction);
    toasts.say(() => texts.claimed(name));
    window.location.hash = deskHash(interaction);
  };
  if (unassigned.length === 0) {
    return (
      <p class="card live-none">
        <Icon name="check" />
        <strong>{texts.none}</strong> <span class="muted small">{texts.noneHint}</span>
      </p>
    );
  }
  const all = queues.reduce((sum, { waiting }) => sum + waiting, 0);
  return (
    <>
      <Table
        caption={texts.caption}
        rows={unassigned}
        keyOf={({ interaction }) => interaction}
        columns={[
          { key: 'who', title: texts.who, width: '27%', cell: (row) => <RequesterCell {...row} number /> },
          {
            key: 'queue',
            title: texts.queue,
            width: '16%',
            cell: ({ queue }) => queue.name || messages.none,
          },
          { key: 'wait', title: texts.wait, width: '14%', cell: (row) => <Wait row={row} /> },
          {
            key: 'why',
            title: texts.why,
            cell: (row) => <Why row={row} queue={queues.find(({ id }) => id === row.queue.id)} />,
          },
          {
            key: 'action',
            title: texts.action,
            width: '148px',
            cell: ({ interaction, openedFor }) => (
              <Button
                small
                aria-disabled={busy}
                aria-label={texts.claimOf(openedFor || messages.none, interaction)}
                onClick={() => run(() => claim(interaction, openedFor || interaction))}
              >
                {texts.claim}
              </Button>
            ),
          },
        ]}
      />
      {all > unassigned.length && (
        <p class="muted small live-more">{texts.shownOf(unassigned.length, all)}</p>
      )}
    </>
  );
}

function Wait({ row: { since, overTarget } }: { row: Row }) {
  const { unassigned: texts } = useBoardTexts();
  return (
    <span class="live-wait">
      <Since at={since} />
      {overTarget && (
        <Badge tone="danger" icon="clock">
          {texts.overTarget}
        </Badge>
      )}
    </span>
  );
}

function Why({ row, queue }: { row: Row; queue: Board['queues'][number] | undefined }) {
  const { unassigned: texts } = useBoardTexts();
  const { words } = useRouterTexts();
  const { user } = useSignedIn();
  const past = [
    row.rejected > 0 ? texts.rejected(row.rejected) : null,
    row.timedOut > 0 ? texts.timedOut(row.timedOut) : null,
  ].filter((each) => each !== null);
  return (
    <>
      <ul class="live-why">
        {reasons().map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {past.length > 0 && <p class="muted small">{past.join(', ')}</p>}
      {mayUse('studio', user.roles) && (
        <a
          class="small"
          href={`/studio#/interactions/${row.interaction}?tab=routing`}
          aria-label={texts.decisionsOf(row.interaction)}
        >
          {texts.decisions}
        </a>
      )}
    </>
  );

  function reasons(): string[] {
    if (row.offeredTo !== null) return [texts.offeredTo(row.offeredTo)];
    if (queue?.agents.present === 0) return [texts.nobodyHere];
    // With the names that it is about before it.
    const why = row.why.map((line) => line.replace(/(?<=^[^:]+: ).+$/s, words));
    if (queue?.open === false) return [texts.closed, ...why];
    return why.length > 0 ? why : [texts.next];
  }
}
