import type { PersonRef } from '../../../contracts/header.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { listOfPerson } from '../../api/interactions.ts';
import { usePages } from '../../api/usePages.ts';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { type Column, Table } from '../../design/Table.tsx';
import { useMessages } from '../../messages/language.ts';
import { useRecordTexts } from '../../messages/record.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { listColumns, type Row } from '../interactionList/listColumns.tsx';
import { formatRoute } from '../route.ts';

const fields = ['number', 'shortDescription', 'state', 'assignedTo', 'sentiment', 'openedAt'] as const;

/** The User's Interactions: all that were opened for the same person (domain A2). */
export function PersonTab({ number, person: openedFor }: { number: string; person: PersonRef }) {
  const { session, window } = useWorkspace();
  const messages = useMessages();
  const { person } = useRecordTexts();
  const { items, failure, loading, more, reload } = usePages(openedFor.id, (cursor, signal) =>
    listOfPerson(session.api, openedFor.id, cursor, signal),
  );
  if (failure !== null) return <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />;
  if (items === null) return <Loading />;
  const others = items.filter((one) => one.number !== number);
  const [first, ...rest] = listColumns(fields, messages, {}, () => undefined).map(
    ({ sort: _, ...column }): Column<Row> => column,
  );
  const marked: Column<Row>[] =
    first === undefined
      ? []
      : [
          {
            ...first,
            cell: (row) => (
              <span class="list-by">
                {first.cell(row)}
                {row.number === number && <Badge>{person.this}</Badge>}
              </span>
            ),
          },
          ...rest,
        ];
  return (
    <>
      <p class="muted tab-lead">
        {person.lead(openedFor.name)} {openedFor.guest === true && person.guest}
        {others.length === 0 && more === null && ` ${person.only}`}
      </p>
      <Table
        caption={person.caption}
        columns={marked}
        rows={items}
        keyOf={(row) => row.number}
        onOpen={(row) => {
          window.location.hash = formatRoute({ page: 'interaction', number: row.number, tab: 'details' });
        }}
      />
      {more !== null && (
        <p class="list-more">
          <Button onClick={more} aria-disabled={loading}>
            {person.more}
          </Button>
        </p>
      )}
    </>
  );
}
