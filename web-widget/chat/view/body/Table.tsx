import type { JSX } from 'preact';
import { useChat } from '../chatContext.ts';

/** A table; a wide one scrolls by itself. */
export function Table({
  label,
  columns,
  rows,
}: {
  label: string;
  columns: string[];
  rows: string[][];
}): JSX.Element {
  const { texts } = useChat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section class="table" aria-label={label || texts.table} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={columns[column] ?? column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
