import type { ComponentChildren } from 'preact';
import { Button } from '../../../design/Button.tsx';
import { useRouting } from '../../../messages/routing.ts';

interface RowListProps<T> {
  legend: string;
  hint?: string | undefined;
  /** What one of them is called. */
  what: string;
  items: readonly T[];
  onChange: (items: T[]) => void;
  /** What the button for another one says, and what that one is at first. */
  add: string;
  make: () => T;
  most: number;
  /** Their order counts. */
  ordered?: boolean;
  children: (item: T, change: (changed: T) => void, at: number) => ComponentChildren;
}

/** A list that grows and shrinks in a form; each row is a group of fields. */
export function RowList<T>(props: RowListProps<T>) {
  const { legend, hint, what, items, onChange, add, make, most, ordered, children } = props;
  const texts = useRouting();
  return (
    <fieldset class="form-part">
      <legend>{legend}</legend>
      {hint !== undefined && <p class="muted small">{hint}</p>}
      {items.map((item, at) => (
        <fieldset class="routing-row" key={at}>
          <legend class="hidden-visually">{`${what} ${at + 1}`}</legend>
          <div class="routing-row-fields">
            {children(item, (changed) => onChange(items.map((each, i) => (i === at ? changed : each))), at)}
          </div>
          <span class={`row-actions${ordered === true ? ' routing-row-moves' : ''}`}>
            {ordered === true && at > 0 && (
              <Button
                look="quiet"
                icon="sortUp"
                iconOnly
                onClick={() => onChange(items.map((each, i) => movedUp(items, at, i) ?? each))}
              >
                {texts.up(what, at + 1)}
              </Button>
            )}
            <Button
              look="quiet"
              icon="trash"
              iconOnly
              onClick={() => onChange(items.filter((_, i) => i !== at))}
            >
              {texts.takeNth(what, at + 1)}
            </Button>
          </span>
        </fieldset>
      ))}
      {items.length < most && (
        <Button small icon="plus" onClick={() => onChange([...items, make()])}>
          {add}
        </Button>
      )}
    </fieldset>
  );
}

/** What stands at `i` when the one at `at` goes before the one above it. */
function movedUp<T>(items: readonly T[], at: number, i: number): T | undefined {
  return i === at ? items[at - 1] : i === at - 1 ? items[at] : items[i];
}
