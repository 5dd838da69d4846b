import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/**
 * The height that is left above an on-screen keyboard, as a CSS length. Some phones lay the keyboard over the page
 * without telling `dvh`.
 */
export function useVisibleHeight(): ReadonlySignal<string> {
  const height = useSignal('100dvh');
  useEffect(() => {
    const viewport = window.visualViewport;
    if (viewport === null) return;
    const measure = () => {
      // Pinch zoom shrinks the viewport too, and must not shrink the chat.
      height.value = viewport.scale > 1.01 ? '100dvh' : `${Math.round(viewport.height)}px`;
    };
    measure();
    viewport.addEventListener('resize', measure);
    return () => viewport.removeEventListener('resize', measure);
  }, [height]);
  return height;
}
