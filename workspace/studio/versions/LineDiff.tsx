import { useMemo } from 'preact/hooks';
import { useAuthoring } from '../../messages/authoring.ts';
import { aroundChanges, diffLines } from './diffLines.ts';

interface LineDiffProps {
  before: string;
  after: string;
  label: string;
}

/** What was taken away and what was added, line by line. */
export function LineDiff({ before, after, label }: LineDiffProps) {
  const { versions } = useAuthoring();
  const lines = useMemo(() => aroundChanges(diffLines(before, after), 3), [before, after]);
  if (!lines.some((line) => line !== null && line.change !== 'same'))
    return <p class="muted small">{versions.equal}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is larger than its place must scroll by keyboard too.
    <section class="diff" aria-label={label} tabIndex={0}>
      <table>
        <caption class="hidden-visually">{label}</caption>
        <tbody>
          {lines.map((line, index) =>
            line === null ? (
              // a diff does not change under its reader.
              <tr key={index} class="diff-gap">
                <td colSpan={4}>⋯</td>
              </tr>
            ) : (
              // a diff does not change under its reader.
              <tr key={index} class={`diff-${line.change}`}>
                <td class="diff-number">{line.before}</td>
                <td class="diff-number">{line.after}</td>
                <td class="diff-sign">
                  <span aria-hidden="true">{signs[line.change]}</span>
                  {line.change !== 'same' && (
                    <span class="hidden-visually">{versions.changes[line.change]}</span>
                  )}
                </td>
                <td class="diff-text">{line.text}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

const signs = { same: '', added: '+', removed: '−' } as const;
