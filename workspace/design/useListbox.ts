import { useEffect, useId, useState } from 'preact/hooks';

/**
 * What a field and the list of its choices share (WAI-ARIA Authoring Practices, editable combobox): the focus stays in the
 * field, the arrows move, Enter chooses, and what is marked is in sight. `reset` marks the first again.
 */
export function useListbox<T>(options: readonly T[], choose: (option: T) => void) {
  const id = useId();
  const [marked, setMarked] = useState(0);
  const at = Math.min(marked, options.length - 1);
  const idOf = (index: number) => `${id}-${index}`;
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at, options[at]]);
  return {
    marked: options[at],
    reset: () => setMarked(0),
    /** True when the key was one of the list's. */
    heard(event: KeyboardEvent): boolean {
      if (event.isComposing) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const option = options[at];
      if (step !== undefined) setMarked((at + step + options.length) % Math.max(1, options.length));
      else if (event.key !== 'Enter') return false;
      else if (option !== undefined) choose(option);
      event.preventDefault();
      return true;
    },
    field: {
      'aria-autocomplete': 'list',
      'aria-controls': options.length > 0 ? id : undefined,
      'aria-activedescendant': options.length > 0 ? idOf(at) : undefined,
      autocomplete: 'off',
    },
    list: { id },
    option: (index: number) => ({
      id: idOf(index),
      'aria-selected': index === at,
    }),
  } as const;
}
