import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** How near the end still counts as being there, in CSS pixels. */
const near = 48;

/**
 * Keeps a scrolling box at its end while the person is there, and lets them read further up in peace.
 * `content` changes when something was added; `own` counts the person's own, which always bring them to the end. `first`
 * changes when something was added before the rest: what they were looking at then stays where it is.
 */
export function useStickToEnd(content: string, own: number, first: number) {
  const box = useRef<HTMLDivElement>(null);
  const stick = useRef(true);
  const owned = useRef(own);
  const shown = useRef({ first, fromEnd: 0 });
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    element.scrollTop = element.scrollHeight;
    stick.current = true;
    setAtEnd(true);
  }, []);

  // Runs when the content has grown.
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const { first: before, fromEnd } = shown.current;
    shown.current.first = first;
    if (first < before) {
      element.scrollTop = element.scrollHeight - fromEnd;
      return;
    }
    if (own > owned.current) stick.current = true;
    owned.current = own;
    if (stick.current) toEnd();
    else setAtEnd(false);
  }, [content, own, first, toEnd]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    let height = element.clientHeight;
    const onScroll = () => {
      // It has become smaller, and nobody has scrolled: `stay` comes next.
      if (element.clientHeight !== height) return;
      shown.current.fromEnd = element.scrollHeight - element.scrollTop;
      stick.current = element.scrollHeight - element.scrollTop - element.clientHeight < near;
      if (stick.current) setAtEnd(true);
    };
    // Pictures, the typing line and a smaller window change the height without a new message.
    const stay = () => {
      height = element.clientHeight;
      if (stick.current) element.scrollTop = element.scrollHeight;
    };
    const resized = new ResizeObserver(stay);
    resized.observe(element);
    // A picture has its height when it is loaded; `load` does not bubble, but is seen on its way down.
    element.addEventListener('load', stay, true);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('load', stay, true);
      element.removeEventListener('scroll', onScroll);
    };
  }, []);

  return { box, atEnd, toEnd };
}
