import type { JSX } from 'preact';
import { initials } from '../conversation/initials.ts';
import { Icon } from './Icon.tsx';

/** The face beside a message: a spark for the Virtual Agent, initials for a person. */
export function Avatar({ kind, name }: { kind: string; name: string }): JSX.Element {
  const letters = kind === 'agent' ? initials(name) : '';
  return (
    <span class={`avatar avatar-${kind}`} aria-hidden="true">
      {letters === '' ? <Icon name={kind === 'agent' ? 'people' : 'spark'} /> : letters}
    </span>
  );
}
