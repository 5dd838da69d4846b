import { useEffect, useRef } from 'preact/hooks';

/** An act is done within this time, or its button still stands. */
const patienceMs = 10_000;

/**
 * Whoever acts with a button that then goes away goes on where they write or read, not at the beginning of the page
 * (WCAG 2.4.3). Answers what to call with each act.
 */
export function useRegainFocus(): () => void {
  const actedAt = useRef(Number.NEGATIVE_INFINITY);
  // After each drawing: that is when a button may have gone.
  useEffect(() => {
    if (Date.now() - actedAt.current > patienceMs || document.activeElement !== document.body) return;
    const target =
      document.querySelector<HTMLElement>('.composer-text:not([hidden])') ??
      document.querySelector<HTMLElement>('.log');
    target?.focus();
    actedAt.current = Number.NEGATIVE_INFINITY;
  });
  return () => {
    actedAt.current = Date.now();
  };
}
