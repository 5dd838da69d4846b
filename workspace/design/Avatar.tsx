import { hueOf, initials } from '../format/initials.ts';
import { Icon } from './Icon.tsx';

interface AvatarProps {
  name: string;
  size?: 'small' | 'large';
  virtualAgent?: boolean;
}

/** A person's initials on their colour; the name always stands beside it. */
export function Avatar({ name, size, virtualAgent }: AvatarProps) {
  const look = virtualAgent === true ? 'avatar-va' : `avatar-hue-${hueOf(name)}`;
  return (
    <span class={`avatar ${look}${size === undefined ? '' : ` avatar-${size}`}`} aria-hidden="true">
      {virtualAgent === true ? <Icon name="bot" /> : initials(name)}
    </span>
  );
}
