import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ComponentChildren;
  number?: boolean;
  /** A CSS width; the table then keeps to the widths of its columns. */
  width?: string;
  /** Set on a column that can be sorted by. */
  sort?: { order: 'ascending' | 'descending' | 'none'; onSort: () => void };
}

interface TableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** A mouse may click anywhere in a row; the keyboard uses the link inside it. */
  onOpen?: (row: Row) => void;
}

export function Table<Row>({ caption, columns, rows, keyOf, onOpen }: TableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than its place must scroll by keyboard too.
    <section class="table-wrap" tabIndex={0} aria-label={caption}>
      <table class={`table${onOpen === undefined ? '' : ' table-rows-open'}`}>
        <caption class="hidden-visually">{caption}</caption>
        {columns.some(({ width }) => width !== undefined) && (
          <colgroup>
            {columns.map(({ key, width }) => (
              <col key={key} style={{ width }} />
            ))}
          </colgroup>
        )}
        <thead>
          <tr>
            {columns.map(({ key, title, number, sort }) => (
              <th
                key={key}
                scope="col"
                class={number === true ? 'number' : undefined}
                aria-sort={sort?.order}
              >
                {sort === undefined ? (
                  title
                ) : (
                  <button type="button" class="sort" onClick={sort.onSort}>
                    {title}
                    {sort.order !== 'none' && (
                      <Icon name={sort.order === 'ascending' ? 'sortUp' : 'sortDown'} />
                    )}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            // The link in the row is the keyboard's way.
            <tr key={keyOf(row)} onClick={onOpen && ((event) => openUnlessControl(event, () => onOpen(row)))}>
              {columns.map(({ key, cell, number }) => (
                <td key={key} class={number === true ? 'number' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A click on a link or button in the row, or one that ends a text selection, does not open the row. */
function openUnlessControl(event: Event, open: () => void): void {
  const onControl = event.target instanceof Element && event.target.closest('a, button') !== null;
  if (!onControl && document.getSelection()?.isCollapsed !== false) open();
}
