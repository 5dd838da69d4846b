import type { JSX } from 'preact';

const paths = {
  down: 'm6 9.5 6 6 6-6',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  send: 'M12 19V5.5M6 11l6-6 6 6',
  clip: 'm19 11.5-7.3 7.2a4.6 4.6 0 0 1-6.5-6.5l7.6-7.5a3 3 0 0 1 4.3 4.3l-7.5 7.4a1.5 1.5 0 0 1-2.1-2.1l6.8-6.8',
  check: 'm5.5 12.5 4.2 4.2 8.8-9',
  file: 'M14 3.5H7.5a1.5 1.5 0 0 0-1.5 1.5v14a1.5 1.5 0 0 0 1.5 1.5h9a1.5 1.5 0 0 0 1.5-1.5V7.5zm0 0v4h4',
  alert: 'M12 8v5m0 3.2v.01M12 3.5 2.8 19.5h18.4z',
  people:
    'M9 11.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6ZM3 19.5c.4-3.2 2.9-5 6-5s5.6 1.8 6 5M16 5.3a3.3 3.3 0 0 1 0 6M18 14.9c1.7.7 2.8 2.3 3 4.6',
  restart: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 3.5v4h-4',
  stop: 'm7 7 10 10M17 7 7 17',
  spark: 'M12 4.5c.7 4 3 6.5 7.5 7.5-4.5 1-6.8 3.5-7.5 7.5-.7-4-3-6.5-7.5-7.5 4.5-1 6.8-3.5 7.5-7.5Z',
  away: 'M14 5h5v5m0-5-8 8M10 5.5H6.5A1.5 1.5 0 0 0 5 7v10.5A1.5 1.5 0 0 0 6.5 19H17a1.5 1.5 0 0 0 1.5-1.5V14',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing beside a text or inside a named button; it says nothing by itself. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
