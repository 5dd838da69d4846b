/** Arrow keys, Home and End go from one button or box of a list to the next; Tab goes on through them as well. */
export function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const all = Array.from(
    event.currentTarget.querySelectorAll<HTMLElement>('button:enabled, input:enabled, a[href]'),
  );
  const at = event.target instanceof HTMLElement ? all.indexOf(event.target) : -1;
  if (at === -1) return;
  const { length } = all;
  const next = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: length - 1,
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  all[(next + length) % length]?.focus();
}
