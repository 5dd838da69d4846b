import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';

/** Handlers for an area that files may be dropped on; `over` is true while some are held above it. */
export function useFileDrop(take: (files: File[]) => void): {
  over: ReadonlySignal<boolean>;
  handlers: Record<'onDragEnter' | 'onDragOver' | 'onDragLeave' | 'onDrop', (event: DragEvent) => void>;
} {
  const over = useSignal(false);
  // Entering a child comes before leaving its parent.
  const depth = useRef(0);
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true;
  const enter = (by: number) => (event: DragEvent) => {
    if (!hasFiles(event)) return;
    depth.current = Math.max(0, depth.current + by);
    over.value = depth.current > 0;
  };
  return {
    over,
    handlers: {
      onDragEnter: enter(1),
      onDragLeave: enter(-1),
      onDragOver(event) {
        if (hasFiles(event)) event.preventDefault();
      },
      onDrop(event) {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        over.value = false;
        take(Array.from(event.dataTransfer?.files ?? []));
      },
    },
  };
}
